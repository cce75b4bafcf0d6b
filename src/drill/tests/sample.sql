--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: account; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.account (
    id uuid NOT NULL,
    org_id uuid NOT NULL,
    handle bytea NOT NULL,
    state text NOT NULL,
    created_on date NOT NULL,
    inbox_public bytea NOT NULL,
    inbox_mac bytea NOT NULL,
    inbox_version bigint NOT NULL,
    CONSTRAINT account_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'active'::text, 'revoked'::text, 'frozen'::text])))
);


ALTER TABLE public.account OWNER TO senza;

--
-- Name: audit; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.audit (
    chain uuid NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    event text NOT NULL,
    subject bytea NOT NULL,
    service_provider text NOT NULL,
    request_id text NOT NULL,
    mac bytea NOT NULL
);


ALTER TABLE public.audit OWNER TO senza;

--
-- Name: escrow; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.escrow (
    account_id uuid NOT NULL,
    epoch integer NOT NULL,
    sealed bytea NOT NULL,
    mac bytea NOT NULL
);


ALTER TABLE public.escrow OWNER TO senza;

--
-- Name: factor; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.factor (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    kind text NOT NULL,
    for_factor_key bytea NOT NULL,
    for_root bytea NOT NULL,
    record bytea NOT NULL,
    CONSTRAINT factor_kind_check CHECK ((kind = 'totp'::text))
);


ALTER TABLE public.factor OWNER TO senza;

--
-- Name: inbox_item; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.inbox_item (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    sealed bytea NOT NULL
);


ALTER TABLE public.inbox_item OWNER TO senza;

--
-- Name: invitation; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.invitation (
    locator bytea NOT NULL,
    account_id uuid NOT NULL,
    wrapped_kw bytea NOT NULL,
    sealed bytea NOT NULL,
    expires_on date NOT NULL,
    mac bytea NOT NULL
);


ALTER TABLE public.invitation OWNER TO senza;

--
-- Name: keyring; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.keyring (
    org_id uuid NOT NULL,
    version bigint NOT NULL,
    escrows boolean NOT NULL,
    epoch integer NOT NULL,
    public bytea,
    elder bytea,
    mac bytea NOT NULL,
    CONSTRAINT keyring_public CHECK ((escrows = (public IS NOT NULL)))
);


ALTER TABLE public.keyring OWNER TO senza;

--
-- Name: keyring_member; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.keyring_member (
    id uuid NOT NULL,
    org_id uuid NOT NULL,
    epoch integer NOT NULL,
    public bytea NOT NULL,
    sealed bytea,
    label bytea NOT NULL,
    mac bytea NOT NULL
);


ALTER TABLE public.keyring_member OWNER TO senza;

--
-- Name: logout_answer; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.logout_answer (
    mark bytea NOT NULL,
    place bytea NOT NULL,
    locator bytea NOT NULL,
    session_groups bytea[] NOT NULL,
    outcome text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT logout_answer_outcome_check CHECK ((outcome = ANY (ARRAY['asked'::text, 'signed out'::text, 'partly'::text, 'refused'::text])))
);


ALTER TABLE public.logout_answer OWNER TO senza;

--
-- Name: organisation; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.organisation (
    id uuid NOT NULL,
    created_on date NOT NULL,
    mac bytea NOT NULL
);


ALTER TABLE public.organisation OWNER TO senza;

--
-- Name: participant; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.participant (
    locator bytea NOT NULL,
    session_group bytea NOT NULL,
    sealed bytea NOT NULL,
    ends_on date NOT NULL
);


ALTER TABLE public.participant OWNER TO senza;

--
-- Name: pending; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.pending (
    id_hash bytea NOT NULL,
    epoch integer NOT NULL,
    sealed bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL
);


ALTER TABLE public.pending OWNER TO senza;

--
-- Name: profile; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.profile (
    account_id uuid NOT NULL,
    root_epoch integer NOT NULL,
    version bigint NOT NULL,
    sealed bytea NOT NULL
);


ALTER TABLE public.profile OWNER TO senza;

--
-- Name: root_seal; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.root_seal (
    way_id uuid NOT NULL,
    root_epoch integer NOT NULL,
    sealed bytea NOT NULL
);


ALTER TABLE public.root_seal OWNER TO senza;

--
-- Name: flight; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.flight (
    place bytea NOT NULL,
    at timestamp with time zone NOT NULL,
    provider bytea NOT NULL,
    outcome text NOT NULL,
    trail bytea NOT NULL,
    sealed bytea NOT NULL
);


ALTER TABLE public.flight OWNER TO senza;

--
-- Name: flight_key; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.flight_key (
    day integer NOT NULL,
    under integer NOT NULL,
    sealed bytea NOT NULL
);


ALTER TABLE public.flight_key OWNER TO senza;

--
-- Name: flight_share; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.flight_share (
    mark bytea NOT NULL,
    place bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    mac bytea NOT NULL,
    maker bytea
);


ALTER TABLE public.flight_share OWNER TO senza;

--
-- Name: forgotten_device; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.forgotten_device (
    mark bytea NOT NULL,
    expires_on date NOT NULL
);


ALTER TABLE public.forgotten_device OWNER TO senza;

--
-- Name: seen_request; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.seen_request (
    mark bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL
);


ALTER TABLE public.seen_request OWNER TO senza;

--
-- Name: subscription; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.subscription (
    org_id uuid NOT NULL,
    entity_id text NOT NULL,
    version bigint NOT NULL,
    address text NOT NULL,
    found bytea,
    found_at timestamp with time zone,
    looked_at timestamp with time zone,
    good_at timestamp with time zone,
    fault text NOT NULL,
    dismissed bytea NOT NULL,
    mac bytea NOT NULL,
    next_at timestamp with time zone NOT NULL,
    held_until timestamp with time zone NOT NULL,
    made_at timestamp with time zone,
    why bytea
);


ALTER TABLE public.subscription OWNER TO senza;

--
-- Name: partner_link; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.partner_link (
    place bytea NOT NULL,
    org_id uuid NOT NULL,
    entity_id text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    mac bytea NOT NULL,
    maker bytea
);


ALTER TABLE public.partner_link OWNER TO senza;

--
-- Name: service_provider; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.service_provider (
    org_id uuid NOT NULL,
    entity_id text NOT NULL,
    version bigint NOT NULL,
    metadata bytea NOT NULL,
    released text[] NOT NULL,
    allow_http_acs boolean NOT NULL,
    added_on date NOT NULL,
    mac bytea NOT NULL,
    name_id text,
    subject_id boolean DEFAULT false NOT NULL,
    signature text DEFAULT 'rsa'::text NOT NULL,
    encryption text,
    skip_assertion_signature boolean DEFAULT false NOT NULL,
    metadata_digest bytea GENERATED ALWAYS AS (sha256(metadata)) STORED NOT NULL,
    default_context text,
    fresh_within integer,
    listed_as text DEFAULT ''::text NOT NULL,
    changed_on date,
    CONSTRAINT service_provider_default_context_check CHECK ((default_context = ANY (ARRAY['mfa'::text, 'password'::text, 'sfa'::text, 'unspecified'::text]))),
    CONSTRAINT service_provider_encryption_check CHECK ((encryption = ANY (ARRAY['aes128-gcm'::text, 'aes256-gcm'::text]))),
    CONSTRAINT service_provider_fresh_within_check CHECK (((fresh_within >= 1) AND (fresh_within <= 720))),
    CONSTRAINT service_provider_name_id_check CHECK ((name_id = ANY (ARRAY['transient'::text, 'persistent'::text, 'email'::text]))),
    CONSTRAINT service_provider_signature_check CHECK ((signature = ANY (ARRAY['rsa'::text, 'ecdsa'::text])))
);


ALTER TABLE public.service_provider OWNER TO senza;

--
-- Name: envelope; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.envelope (
    id uuid NOT NULL,
    room bigint NOT NULL,
    opened integer NOT NULL,
    state text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    mac bytea NOT NULL
);


ALTER TABLE public.envelope OWNER TO senza;

--
-- Name: envelope_key; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.envelope_key (
    account_id uuid NOT NULL,
    generation integer NOT NULL,
    public bytea NOT NULL,
    slips bytea NOT NULL,
    mac bytea NOT NULL,
    inbox_version bigint NOT NULL
);


ALTER TABLE public.envelope_key OWNER TO senza;

--
-- Name: api_token; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.api_token (
    place bytea NOT NULL,
    version bigint NOT NULL,
    verifier bytea NOT NULL,
    held bytea NOT NULL,
    label bytea NOT NULL,
    expires_on date NOT NULL,
    mac bytea NOT NULL
);


ALTER TABLE public.api_token OWNER TO senza;

--
-- Name: envelope_slip; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.envelope_slip (
    place bytea NOT NULL,
    sealed bytea NOT NULL,
    expires_on date NOT NULL
);


ALTER TABLE public.envelope_slip OWNER TO senza;

--
-- Name: scope; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.scope (
    org_id uuid NOT NULL,
    entity_id text NOT NULL,
    purpose text NOT NULL,
    version bigint NOT NULL,
    delivery text NOT NULL,
    epoch integer NOT NULL,
    is_ended boolean NOT NULL,
    former integer[] NOT NULL,
    former_until date[] NOT NULL,
    plain text,
    is_removed boolean NOT NULL,
    mac bytea NOT NULL,
    return_to text
);


ALTER TABLE public.scope OWNER TO senza;

--
-- Name: session; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.session (
    id_hash bytea NOT NULL,
    account_id uuid NOT NULL,
    epoch integer NOT NULL,
    sealed bytea NOT NULL,
    ends_on date NOT NULL
);


ALTER TABLE public.session OWNER TO senza;

--
-- Name: audit_shipped; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.audit_shipped (
    chain uuid NOT NULL,
    seq bigint NOT NULL,
    mac bytea NOT NULL
);


ALTER TABLE public.audit_shipped OWNER TO senza;

--
-- Name: audit_shipping; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.audit_shipping (
    org_id uuid NOT NULL,
    holder uuid NOT NULL,
    until timestamp with time zone NOT NULL
);


ALTER TABLE public.audit_shipping OWNER TO senza;

--
-- Name: proposal; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.proposal (
    id uuid NOT NULL,
    org_id uuid NOT NULL,
    sealed bytea NOT NULL,
    expires_on date NOT NULL,
    mac bytea NOT NULL
);


ALTER TABLE public.proposal OWNER TO senza;

--
-- Name: approval_policy; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.approval_policy (
    org_id uuid NOT NULL,
    version bigint NOT NULL,
    needed boolean NOT NULL,
    mac bytea NOT NULL
);


ALTER TABLE public.approval_policy OWNER TO senza;

--
-- Name: organisation_look; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.organisation_look (
    org_id uuid NOT NULL,
    version bigint NOT NULL,
    name text,
    colour text,
    zone text,
    logo bytea,
    mac bytea NOT NULL
);


ALTER TABLE public.organisation_look OWNER TO senza;

--
-- Name: session_policy; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.session_policy (
    org_id uuid NOT NULL,
    version bigint NOT NULL,
    longest integer NOT NULL,
    idle integer NOT NULL,
    shared_idle integer NOT NULL,
    mac bytea NOT NULL
);


ALTER TABLE public.session_policy OWNER TO senza;

--
-- Name: spent_code; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.spent_code (
    mark bytea NOT NULL,
    expires_on date NOT NULL
);


ALTER TABLE public.spent_code OWNER TO senza;

--
-- Name: throttle; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.throttle (
    bucket integer NOT NULL,
    failures integer NOT NULL,
    open_at timestamp with time zone NOT NULL
);


ALTER TABLE public.throttle OWNER TO senza;

--
-- Name: way_in; Type: TABLE; Schema: public; Owner: senza
--

CREATE TABLE public.way_in (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    way text NOT NULL,
    salt bytea NOT NULL,
    memory_kib integer NOT NULL,
    passes integer NOT NULL,
    lanes integer NOT NULL,
    wrapped_kw bytea NOT NULL,
    verifier bytea NOT NULL,
    sealed_private bytea NOT NULL,
    locator bytea,
    CONSTRAINT way_in_locator_check CHECK (((way = 'kit'::text) = (locator IS NOT NULL))),
    CONSTRAINT way_in_way_check CHECK ((way = ANY (ARRAY['passphrase'::text, 'kit'::text])))
);


ALTER TABLE public.way_in OWNER TO senza;

--
-- Data for Name: account; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.account (id, org_id, handle, state, created_on, inbox_public, inbox_mac, inbox_version) FROM stdin;
2c6b27db-2445-4464-8e00-0e674e6e83b6	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x964dac6c4fbbf224fa9bea3757f0373fc131039af5827e85823d4f5f171e0edb	active	2026-01-05	\\xb8f740c8abf8951e82bb5d0514c83c5348626870c66b5bf26b88ab17e3bb2031	\\x0e39b34c148215b50c7109152e271b75d06daebbbb6a44f1b7ce36be944dd90e	1
6e4b4041-63f9-4086-bd92-7a6629a2aaaf	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xeaddea3f0031a55a8acede0fddd5ba7adebe9e5f09a2edf4f5a9b7d0c8a9666d	active	2026-01-05	\\x4dc71263a36ec92d95252b2b3abfa80aac9077bfc5ef18f47dfc98caa94f2466	\\xf7ab2077214cc3b448be83eb1255bfea37fbd91c438966982449c6f599e9d15c	2
9ab531f6-99c5-4c20-8fbe-0ddf086a425f	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xed21d13469e5c044fb4b4119d570a813cdd46f876fb8b738d41dde994d9ea55a	active	2026-01-05	\\x1f44f326cf5e8e8d4e97d34dae198a6368c836f249050e5fe566dd582d6212b9	\\x510a0e9e08e5cec03b9ca75b0a35ef5b3fdb80a62baa3ac39cf8e57383725936	3
5ad0cd99-5c57-41ce-b56f-d32ba70a3eab	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x62bdc659a57571fd610c491b2cfe72858ec34e32521b4627f13d4307112c2584	active	2026-01-05	\\x5df288c6f3f436968055746844335c59fe58e6f0bfc1115fa098f62fa790b0d7	\\x2c993e47d4e52ee439e8fb4dc60fb0e955ac18514b0ef2fcdec25ed74b5235f7	4
421d78e6-6719-4fcb-b18c-15d70a17244e	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x80de02d9d0cd1e8fc004e2b3877bcc11ac7b0c0f39bdd721f0742b348ee49f9f	active	2026-01-05	\\x1a0fdd948f75efc1be04b11766bb572c679574cfb8f83319e1f02168e6db9726	\\x77cd179abe6b609db7ea9db6adcd0f94c42e8ac9785826e76b506817c19be855	5
83778e81-7ca0-46ce-8732-37b7c84c0ee1	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xaa8ae498e0019755f52dce2174878fd391924ee17e6611b586bb437c979ace86	active	2026-01-05	\\x4f248380dff1bcbaf8b7551a16b590a7018aca39b2a181d3234339ff1605a896	\\x31f6545fe8c14bd63044d689193dfdd060b9d7537c1c02c5c08644c1918b95c8	6
3128f95d-61e5-4202-a4dd-d01f0fd02ac0	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x402d898adb2548fa352564153a9d163a5711e66abc48724c02925d78c503282e	invited	2026-01-05	\\x4e1a773ff523187d01dae014abdfff1171d8257aeae814913172be7dd2899df7	\\x4276d17cbe72140e861ec1fb742ff3e0cb34450447321e8d548b05114e727cc4	7
0b7de984-bf95-420b-a5a6-e633ca92b554	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x5d3ff2117251b88bb23eb7780643860d8abaa499bd4be8b4b53ced3f93a7410c	active	2026-01-05	\\xc0ff34e6ea60e09e2cbc0e84d859d98cf6aa42dce9d8482e8b775bd42acef356	\\x82328a830b27ceff22a20ba076e4b091fbce2b247aab5053c90e7f8ac437e9ee	8
7a58161a-9f59-4a76-b336-aeb0680c571f	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x83cda77bb0f81a9670fcc8451943e29f8d2861a1998cede5853b0cf16c9b3233	active	2026-01-05	\\xb9061a19a8007e6bcf994c7d09a3a8347d41555059e98a17d92c2cd2a333f676	\\x345489f75fc6d9924d2644c65906df85ab882b84ed1889f417da54f706b53816	9
a79143e9-14cd-4b21-83b3-9fb3b13fcf13	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x13deae0730ac67640ed238366d8a2f7ad074621359823246c8e3e8c23f26394f	active	2026-01-05	\\x185f2280f834545e16ee5ff8a0e45f897b669c775e862b68ec67f2df6fa1cffc	\\x359370f0f86848dc393cfd2f6f8de4ccd0814ee348e452b26ed5cd62be52559a	10
8af670e4-8730-49f6-b022-0e219abd1cf4	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x038faa0f1859e2325d1a851c6e7ace91643e037dae08da5c71183832426982fa	active	2026-01-05	\\xb046b0f90e74734f3f3b9f3c41372f2a53609f81cb666256ba04a394d68bf70b	\\xc8135e62c980903508e0d897c1a46102af447ada6ff7d011feb316dd5bfa8846	11
16953977-59b4-489c-95c6-c6da3b4918c4	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x9df7bc6976ccd8a6e656b832d215df0246a2f72a488bb8123762529c7abe9f22	active	2026-01-05	\\x99c91e3b0383a5f4badcdab2b84e6ea1c84d58f7b47e1b07e063e780ce1b8588	\\x0598f7fbf1c16388dc43601689b6569f2d3bababcf12ac742c9bf71fee9202ad	12
931d9e79-be92-44bb-acd1-c4c0622e2061	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x5caff683fffce451ceae7c1f1d94ca47f3fecb02f454189a7f41d94133f28f4f	active	2026-01-05	\\x7ce2d85a329dd5bd6a7983e86c646d7f22d116f64dad5299e93024f3874160c3	\\xad7c034e7fa721532ecae8c0eb19af2d36b1c193a3fe19f8b33b031a924a9703	13
0d05ace5-931b-4751-8bf7-3b72e760f438	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x0d810ae63f08b9f2e8ce233dc39a944f09f091aaefd210ae639d1de69a610f59	invited	2026-01-05	\\x4befebaec77b8a6f40c33a204e37a8d619593268716c9ccacdde4047ff85aefb	\\x525b3220f7302a5025ff39bdc55a8907b170dd2b004c31a32ed60d6a4bf90559	14
2c362b63-eee8-4910-9b8d-82ae10a0e277	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x88fcf2b7d06ee99a06c687d5e9fce808b11083febbcb24b7e1568fb852a66dc7	active	2026-01-05	\\xb53309fbf827fb1965f6d3ae9252fa0d67039ac3094ce526aa421597044b9896	\\x97aa9f202bf3e2ecd597bbfa96236d03b9b45e98be05072d9c50da81a124b0cb	15
953574d2-da69-4780-b0de-fc6561c765be	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xac73d84304846a7973440251f177f1f4480e28b7f265b5cb75fb3aba1361efe0	active	2026-01-05	\\xff5f634f9606fd51bd4676f5b3e4d9045f6ee37521cadc1c1206149692d40703	\\xca5bd7a9ae9bfdc42208bc4ebcec16e709e2fa11b546f5f83419499d42c78f11	16
383c0aff-7b3c-4a02-913d-cb8c5fc53ceb	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x003cb33df8a6083b3ed231426eea2f7d1146cd54b20ce91d03d45501db60d271	active	2026-01-05	\\x5cd0f83b3db9bddb0cafb39f54c9710d331f5502b441600243502f133d882cbe	\\xf70a632879c0a1ba5d794e92f234c65a381aba510c6d5793a8ae6e5a22eac6de	17
28f38b2f-242f-4cd8-aaca-72effd8284e9	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x30e4b34a9b2f24b6769b58f51b9ad627d0fe9676dd6e32c68028de1ff3d51a41	active	2026-01-05	\\x0271dbe6ab91849f44a784b3142f1b66ef44217bfd3eaa8757274c68b7d025b2	\\xa1bb00997f944312e4f8021bb305f777700ecb4f1715891888331b6c47398034	18
47ff0199-aca5-4f4f-ba49-e5f6c5db19f7	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xaddfc7f7dfd172f1fc1db3a9722838480c2dd4784db13e30721ad8f42b544ca7	active	2026-01-05	\\x2e7cb1f7c6ee8577fc43660070157e3f21e5a4973f0fdfa3b9710e6ccc858ec8	\\xfb25f0f201010bb737d54a89aece6224d2541b48d8547581573de1cd04d5c774	19
4e9c72a0-f73a-449f-8925-3a879b344ea2	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x7fccbb1d0149742150e0ee351ec24bf9ae05b8eb940c3c72b30cf35eb2e6c8ad	active	2026-01-05	\\x3bce4716513227d60c44de8152ef9180dcaf8295d055d6bec2ab1d3b37ce15ff	\\x8acf102001d4b0a21832fd913227b4abe7bb4ac78e2a9f3f6a866c447a6f2dba	20
4e46720c-f1bc-4cfe-9d84-6ca0cb016e8a	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xce5b20779d61dda6e071093654a2c5b95c5de5e2d74e55505a46e4cffcfe36c3	invited	2026-01-05	\\x50904640a63694e282d7e62772d00f0526345682e297cbe859b20fb8de310450	\\x03e8c38d5190b3ff9b584ffdd6ff281a222434c1fcf55c4f01dcf89faa87ba25	21
1978e0f0-cfcd-4cc8-80ca-76114958cd52	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xfb3670d6e66ef8274af892051b2d7f26e1e8e037568ca19eaa8a6a0b4e9969c3	active	2026-01-05	\\x2d97cbb0b99a58c11dcd75d3740e828f8955341637f08b64ce0b6ef41ae6bc46	\\x04a0115b96355b3af4b6dd20b915f60fcc16c6844a3e972da00044febf4af540	22
7f86dc96-8919-4847-83dd-1110ca141db9	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xb05b39d256c30d9c60040de4da29f47f9a73847675cf90d559c0dac3c5777e52	active	2026-01-05	\\x09c2d08822371df7afc332fa2b3a7e2b8f429192c7cb07e3f1763d1327e941e3	\\xc23aedd3859748eca5c784b74e2a589841ea1b3244e98555deefccd83e93b674	23
48490e7a-6b4f-4fb3-8ec6-781cd53c92e1	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xed7bc54f70bd5dbe6f681e3b1a20c2f8e423b2b33c85aed5be8432fc4d355029	active	2026-01-05	\\xcefa6da905158a22d9e1699b51f9bf8b356bc612799be52e1874fd3b9317486c	\\xcbdee86e47967994ba2e2e04bc7110c7c062b0fe10703b49119aa907e19e3d6d	24
44ded947-4141-401c-832b-7d2c75f7ec19	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x790fa6394df5bd952d161090939bc235620a5a10f0b7b293ed28927f428c2c1f	active	2026-01-05	\\xce8c08e825c6a10d9f39262e1012a0765e6cdc0475f8ec5a19fa011796bee750	\\x182ea8f7b4d023173501d8eee26e4403443e88d297392c85e846925027820722	25
5ab1ae2e-798c-46a5-a7bf-c471e6c55198	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xbb3490883dda48f949cef445076eb6f7f9cf88e4472e068b80f6a6f9dc17932d	active	2026-01-05	\\x2cceb9e246b093ce781b0793696c79d562a33e67aec2f36cfe726541dad61a90	\\x3edfe48b61f6e4162555935711778aa4d6a88920c7c872cc9ed7e17e8b4ab0a1	26
594d1dbf-ee6b-4160-92a5-6c67f559881a	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x48371a10081043a91e4f2dc786f6c47b8ada2f31066c369794083cd67ebf5516	active	2026-01-05	\\x891a1bd689d27bb4583dc8b735c16779a45b89dea7958abe3a88cf8df5df332c	\\x89fb5c7182ab4017e4317e8e993133526a5db25e885440952553bdea531466ef	27
cf1826f7-f227-479e-8339-5018f151bf53	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xcf85b50d940c9a2fcecdf6c2870f85ddcc5c82d24be3e917254388dc22dd89e2	invited	2026-01-05	\\x0d35855e1015b01b9aacbb4aba71fb2178e7e51457e80d2cfb9a47ebaab51fc9	\\x3ef8b1d3d57bac105be875d687bf19841bbd07d2500161dabfd22e7ed7ed91e9	28
9c60f455-a8bb-4aa3-b26f-6f66e2279af1	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x54263a0cb3184c0916c59b26d2341e54b1737e7c74f24882389ed2faebb6039c	active	2026-01-05	\\xfbe5edb16c9e4b766d602f209e9ea22896365e32d935012b4c346de41ab4ccee	\\x77047742917ae01e74cdd05165aac6012042726e157d2aaede7b600bbc23ee31	29
9b44b95b-5d1e-4d2e-bc81-f57b998a829a	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xf8391f9f8a491c4129a222d6061202c3196acd300a13bd3a1309e3339f0b6782	active	2026-01-05	\\x39b50bffee5899b2648ed6c6a5bf05480786ede16e129b2bf2deead4b6b302e0	\\xbbe1d3431cc53696f1e0d434ef6fc9adf80a3bbec604fff69fa62fdd509c89d2	30
b6b3f8ba-b3ca-464d-8142-b395ee0238f7	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xe28bb017b591ec367cc2a0bdd65abbea286fc4ac9a3e668d9cd757bb410ef20f	active	2026-01-05	\\xd72a46186fd6be9c8eea95e64ef80427c79ec2ed680bf31e683b973c14817438	\\xd4c1ef98237a2f0170bf4a9e8cd1e3e96c6d12a25d3e261b3f4e6121582dfd6c	31
065c616e-da07-4c80-a9cf-c9561d62fbef	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x556bb1d0c042bec7eeaa05d809ef47e59eebe7d7a2f5113bbe17f22b22d5ae0a	active	2026-01-05	\\xad0e43c9fb7a2b566337a5647fd77a1d5e73083371767b7416547506f9cf3c8b	\\xf43cf3503e01934c8c0232535197e78681ebc71b34fffe683143d35df8047665	32
44d0c817-ec9f-4b91-8805-6b2a0406bfae	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xeee1f0b87bb9887cf04f130fd239abbbb0e2ade173b2241cfb6957799f74f2ac	active	2026-01-05	\\xab59b1ab9030eadc720802b994c1ec764d06f720f57c03e6e65d357795bdad3d	\\xee8978b18b8f14b58cc2a0fdedc017cca7d545c3d9cb33be0a66674dd9c096a3	33
03ea1c4a-883b-470b-a325-2aa9aa575e36	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x07a03c8cb315efcddc1cd745b8fe93f8a628ce134b114e11ad1bde0a2c707a8a	active	2026-01-05	\\x7b8493a31aec85d39e4fbc9c8675370f56f1bd0938f2a11dab956f3b94a7c0fe	\\xdfa09e3b8a41fdc10fac624adc630f5d51a4b3fe3d7e1740dc9b5f0bde2256d4	34
95d21570-cc51-409f-8829-4140dc9c7136	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xa323be0ffdca2bd75958ba4c77d47626d9a6a11d4afdbbd1c217750c902ac927	invited	2026-01-05	\\x4646051af3d16f891bed0cb2cbcbb7a57407fdfff84176c13aa44f69761f95df	\\x52a4ac16feb2bfc3d40b22110c2ec5dabb0f60b35567b6e7f2bd06e216968940	35
0a9d6819-e8ce-494d-aa07-5aa0784b8dea	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xdb4d04d45001dad50ec5da44e78399c79173d2044830a901e9e6a487c31f54be	active	2026-01-05	\\x8fa0847d63f0fc72935db4ffb8905e674a75d99a42aeda1e5ceee3ffcf6529d9	\\xd6ff7efbb7f81a49677459aec3c7f38425399f4c0f59d5951fa23f80f06210ac	36
c6825d43-2286-4f1c-a6f9-55f2b710ada5	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x6076ee56dcbd598ce59de7508f059f9b223de3900a1f32c921935daa539af91d	active	2026-01-05	\\x1afc58c681eaf41bd9bf99fa6eecb3c5685bc3054276396df1a87e7db5a7309a	\\xe62c33d3a16a7538c3a5bd3c4052faf52317164160b6812a5529936fa7be964c	37
96566165-06ab-44cc-812d-a669a216f3ef	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x76e0868c3625d30cb2a70819db57dcf5b81178082f8511397afa71302b3af3ec	active	2026-01-05	\\xc223e186aa447cc861e2ae9eccb10e356900f02f83b757e085933fce8f8a9cb1	\\xeec2b1f4b4e533735890f1af365452235e6097e82441a28b296246babc3d25c8	38
ea880297-7e51-4cbd-a441-97179108aa3b	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xce74ce6714ce76d3d12ec4949d31e47083cf8367bbe9df4092a09ebbee18c7ab	active	2026-01-05	\\xa91b5a37f1c001e3545cb54a6521d8f8a2f7063cfd44afade87f65d43746c3d8	\\xbdc67e66efa89c2ea4cefba132c5af65bca5a2ddf4fabda941c33603356729fe	39
976dcfbb-aa62-48a1-949a-6739d7ea5332	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\xb5a3368c8f371c371c713a23433fa78d757788010df8605f42486a1d3630bab9	active	2026-01-05	\\x76d831103c942c2d0f801df1ed04b74d28e7c18f289c86c28d912dd9e08df76f	\\x4553d28c3ffa8af4c2673d5108a039266f90959f59f187d6d18532e9ba1449d9	40
\.


--
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.audit (chain, seq, at, event, subject, service_provider, request_id, mac) FROM stdin;
384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	2026-01-07 09:00:00+00	signed-in	\\x6cc14c08c4c04b7bf6fbbe1714c93944bde44a65053c0d502e3f7663e2c7fc66	https://portal.example/saml	5c91d59d3583b4a7e42f	\\xf71c9ad5528fbc20b786d6874d95e986b0962f3be3073248478bd3ed8a12a80b
384892bf-f4c6-495e-8f09-f7c6a0cf841e	2	2026-01-07 09:00:00+00	signed-in	\\x2b3883fa3e6593136702e74351230613b24bd8292eee260b42cd0e00f7237694	https://portal.example/saml	8bdb82e2b57fd3fd2142	\\x2ac086a701f8625f0c6f2cf3343e0cb07474743e27d7353249791568b10617be
384892bf-f4c6-495e-8f09-f7c6a0cf841e	3	2026-01-07 09:00:00+00	signed-in	\\x830fe8afda43145859a8fa1b433dffe7ca8e55f8d6fd7618e7d1c4791ab0802a	https://portal.example/saml	aa35d0ee2dfb23e1e227	\\x8eb007dc18c6f7a2f2f87cc2908b57070d36986aef5f781a84521267339e22cc
384892bf-f4c6-495e-8f09-f7c6a0cf841e	4	2026-01-07 09:00:00+00	signed-in	\\xdfc1352758ea5ff0bec30ce7f020ccd4507c756b5a0c08a1bb7ce5b42cf3bec2	https://portal.example/saml	f440ce32d28816446280	\\x654f9d68ec30d9cb34e801d156a6e75818d06f79e804eb288e0ebe70d8842b79
384892bf-f4c6-495e-8f09-f7c6a0cf841e	5	2026-01-07 09:00:00+00	signed-in	\\x9ae5797ccc772d60fac97da16ce34d5671a223e535281adb811daff897d1c27d	https://portal.example/saml	3b88299bb5c2b25614be	\\x2f7e43d585fff33f84939acb0d6e776957a1d541960e4156d2310d0d1b7a02c5
384892bf-f4c6-495e-8f09-f7c6a0cf841e	6	2026-01-07 09:00:00+00	signed-in	\\x6c79268c6fa4fe830c36a5fd49da5811ceeb70450167729ad48bb56214821a2d	https://portal.example/saml	5fac5c7f06ab7cd4db78	\\xe68c1789218ae561ed7ff6407cce46feb303f36404eec5af4d7c0f7dcb4070da
384892bf-f4c6-495e-8f09-f7c6a0cf841e	7	2026-01-07 09:00:00+00	signed-in	\\x2c095cf9a38dcf7bd7514c42f7acf8d47a2de4b74e2d854d2fc64b01c19b5b21	https://portal.example/saml	b1594e30c0d35f6f5a18	\\x4dcdd770b799ca390e25713709520a4e5fccb220c7be88e67bde7ab5dc3a0a2d
384892bf-f4c6-495e-8f09-f7c6a0cf841e	8	2026-01-07 09:00:00+00	signed-in	\\x25c35a046e7fb0d7bca846af3c9686c74d93332cfa9c9e476ca1fd2725470b33	https://portal.example/saml	6c43c29d866bfc8ad375	\\x82636b88f20ce075efa808b765152e472043f0899c402a6d4b4da99ae0a0aa1f
384892bf-f4c6-495e-8f09-f7c6a0cf841e	9	2026-01-07 09:00:00+00	signed-in	\\x2e890df86d12564aaffd64fbe5ae9fe0952f80c8fe0e067bd033983d185ae89a	https://portal.example/saml	a0643f108eb40561fd14	\\x9d1219e3b8f09ab49bcc9939bfbbe0486436acfe838c2530af0cd3f6d96c41dd
384892bf-f4c6-495e-8f09-f7c6a0cf841e	10	2026-01-07 09:00:00+00	signed-in	\\x75176400bed68034bc6b645487b64ea545be608ba8edb5bcf2e69403250a5895	https://portal.example/saml	b9b4aab8881bcbf63f5a	\\xf581e4f15cd2000852d79c6f72b19c3e79e9757d1764b343da9bf459a267eb83
384892bf-f4c6-495e-8f09-f7c6a0cf841e	11	2026-01-07 09:00:00+00	signed-in	\\x3ae2011aaf42239d78debcef8c2cc8c6d1681a9f8c430bf37bfd5972487369f8	https://portal.example/saml	9bb801e800217a098d72	\\x0f009611add1e1107d9cc6980097d0bb489df57a2a75def90d7a830d0b9b81a7
384892bf-f4c6-495e-8f09-f7c6a0cf841e	12	2026-01-07 09:00:00+00	signed-in	\\x6d9842a62708026e4b377b9c50540161deea9240d7d3e9d0215f1df685bf6a3d	https://portal.example/saml	24fa027ae87d5426acd4	\\xc6685ee093acca84de273c0a9412c924da958615e2a7e5ff54d6979fb0aeb8ee
384892bf-f4c6-495e-8f09-f7c6a0cf841e	13	2026-01-07 09:00:00+00	signed-in	\\x16376dd76d49db38067688bfffe47863a616cb9d934f5d8841afd83a78b9e778	https://portal.example/saml	652b48844e50a0204327	\\x11474854e485f35212f49e33ef924ac12ae43086ca6e168213e1f771c57f2d57
384892bf-f4c6-495e-8f09-f7c6a0cf841e	14	2026-01-07 09:00:00+00	signed-in	\\xfbc506890f6f18acd5dabfb707c589293e0f84fbeea6119fc78ccb619fb8e127	https://portal.example/saml	2b0400703d3fb00dc845	\\x228073c523e6749f69212207f048ae2f1b0bdaec1825c85107801fae96a87fe4
384892bf-f4c6-495e-8f09-f7c6a0cf841e	15	2026-01-07 09:00:00+00	signed-in	\\xb419f395ea6367d7d806b4186e99a4f5bf873283368347b4f6513c56204c4c30	https://portal.example/saml	962bed2c0a49dd037679	\\x35ff7bb0e08f5aedcb9e301b18772f1c618a936ecc8aeaf851a934ce23d5cc43
384892bf-f4c6-495e-8f09-f7c6a0cf841e	16	2026-01-07 09:00:00+00	signed-in	\\xa6ddd0a3adda6e5716a6f17e26320f7c0802cb8292df86895e14094dce49daa4	https://portal.example/saml	fe86b27685472faa1336	\\xe89e0db6cc47f754f895bfb3d64a98da11258a42afd066c33069bb497f111fc7
384892bf-f4c6-495e-8f09-f7c6a0cf841e	17	2026-01-07 09:00:00+00	signed-in	\\xbaccebf594b3f51fbcf87c11bf97a2cf51c95350dfa48398a1d5e12211c63b09	https://portal.example/saml	990a2ce1e75357683caf	\\x7d4690773d12ca835da6ddd12b98c143db677e4f43819cdaeb30e68a05e5d285
384892bf-f4c6-495e-8f09-f7c6a0cf841e	18	2026-01-07 09:00:00+00	signed-in	\\xdf9963f9beb0c763dcda275f5b5cd2059846dc944ed6721431a58a5a09522f0d	https://portal.example/saml	7adeb4c66135c8a6b130	\\x2d7f9da687b8408e4d439e603fefd21360e79f2f05efbd17bef8210989d3e990
384892bf-f4c6-495e-8f09-f7c6a0cf841e	19	2026-01-07 09:00:00+00	signed-in	\\xd400c0b7ed330e3fa965c55c507e8f610880bafd98c37587474e3b76c9b4076a	https://portal.example/saml	285d8b5bc29b58dfdea9	\\xe2431ed94fff0a36d327ce1b067b9ee0fc9f970aa309966b6944fb73ff5f9360
384892bf-f4c6-495e-8f09-f7c6a0cf841e	20	2026-01-07 09:00:00+00	signed-in	\\xc927c845e4185af1019300e78223c4ce7c51bac28cea1d6f2234ac5990827ed5	https://portal.example/saml	6bc281d40b6e2532d539	\\xd77328c35d185cd332643dd343a41b5ae45fa46406348bdbd3837c55e8a524d1
384892bf-f4c6-495e-8f09-f7c6a0cf841e	21	2026-01-07 09:00:00+00	signed-in	\\x7aa018383b9a38de124625d690878abcc907f889cae2e2e0139d7a2686fe1123	https://portal.example/saml	9b4ba196efaec7a7ae17	\\xc528e729d08ba5d2304be7a72adc37f98fccc5a4271f99843f7763588beedbb2
384892bf-f4c6-495e-8f09-f7c6a0cf841e	22	2026-01-07 09:00:00+00	signed-in	\\x36621b0ffebc9b1792ee3032bd493ab2600199dccdbd99ebc3e70bcb5e055c38	https://portal.example/saml	d46879021dc3251f8386	\\x9a1ddbc34e504f3b412d823a3ccba6409f29f9aae940c551e8d477d66d88ba33
384892bf-f4c6-495e-8f09-f7c6a0cf841e	23	2026-01-07 09:00:00+00	signed-in	\\x4c4b54a4badd03a140758cbf0a384c999899dcdd36d9bcaae833f81adbae5502	https://portal.example/saml	231483bd540150d097ee	\\xe69c1e0bd38f9d51afccec26cd42b98405a4ff76b3982fd4eb2b0096d99dadc7
384892bf-f4c6-495e-8f09-f7c6a0cf841e	24	2026-01-07 09:00:00+00	signed-in	\\x7e8335970662f0f2730e62de361b9b9c67dd62d99174a936ddc75cce7fef8447	https://portal.example/saml	ad07b8e69502eb4f75b2	\\xa7c9f9a4975d96382dceee6f44150cf78a7a4f3cb9206868e0adee644ff01b1c
384892bf-f4c6-495e-8f09-f7c6a0cf841e	25	2026-01-07 09:00:00+00	signed-in	\\xaed864fad0d1b7275e2d37e71625b5992affdbd99f52317a1bf6f90ba498fb87	https://portal.example/saml	9068724052776b2ececb	\\xe8161499617e4d12e84a8b3bb6853db1eec4ad946bea46763a0fa0e25ead6413
384892bf-f4c6-495e-8f09-f7c6a0cf841e	26	2026-01-07 09:00:00+00	signed-in	\\xa2ff6b9ef0e4ec090e50878106b5717b3035c2811845e39f682580db43ecd9f2	https://portal.example/saml	ddf332d7f181c9ad758f	\\x130e807ce05a19371b0b222c264819c4bd09517304ddebf5973380e81a59adf4
384892bf-f4c6-495e-8f09-f7c6a0cf841e	27	2026-01-07 09:00:00+00	signed-in	\\x7bf12ad717d69c295de07877afe3fa79fd15ba02b29fe5784efb5c21316ff727	https://portal.example/saml	ba260ecb6d36da618c74	\\x4f40c0ea28261f5cdf5b06ad4e56e2234f687eb806632119badc4317adf718be
384892bf-f4c6-495e-8f09-f7c6a0cf841e	28	2026-01-07 09:00:00+00	signed-in	\\x127bdbb7cc006d73ef0a1a0f02494f803c89a753ab397b6e5f479a9ffe06dbc9	https://portal.example/saml	639ad3e03f52109c4825	\\x6e698834b768d65fc4f3fd1f41d3dfa9e27b9fb7d2ec1bcfe1854d41964ff789
384892bf-f4c6-495e-8f09-f7c6a0cf841e	29	2026-01-07 09:00:00+00	signed-in	\\x1206a8d484ac4176c52831184ffd40ece3e246ecd10eec2111fde2952f13fb30	https://portal.example/saml	ec6da5a85818827f8227	\\xc85c46abc8334d71a26aef2b2a26c3ecd0bb116e87d8ac604eec0425e7a4849f
384892bf-f4c6-495e-8f09-f7c6a0cf841e	30	2026-01-07 09:00:00+00	signed-in	\\x7713d1fdd7f25578dfca2d2f79e0429e5347552f11850e8cb2dfd36972429334	https://portal.example/saml	f42e85a752b1676ee3c4	\\xa296abada4baf8a35f189de016901ce09122269b186612f509265e6b7371b389
\.


--
-- Data for Name: escrow; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.escrow (account_id, epoch, sealed, mac) FROM stdin;
bf404e9c-8671-a9c2-3881-9a222df5dee6	1	\\xb7915420ae3014ba49a38b0c85f3234e51cf44965fa579d55caad0732dad763609890bb15cb2db0a8d0bec06b3d05aed454ceb4f3eac6494645ca3851fe04041d1b1d7cd96f9c1b877f4a1b6f3e0bae0ec569ac97dd359e79f8b3e3c325945090b5c3cf827f95b40f52bb700661b8b71e68ac9d5147b74e63777dcc08aaf5467fa86d53f7504cb83ea9eca5bbe89248536bb09c09bbf1850dbc3d149d1ff8dda488fb73a4586e8362eeebc03371c78866f34	\\xbf3041e39a947a9f397ba369dd6653c2657798f64ade38cea0ac7cb3db1f96c9
a44e3415-c186-f6a1-fcb3-1030ab33f498	1	\\x37d978f14fa318e60f7924f78dcb0397b4709b3a297a553a71cf513531ef72a83881d80539c25cc3d06f17121f4df18bec9ae3f01dcceeab3480c88ac07215df52d2253dc126500b3488116a3467f5262a7da86ad007204e677c7a0bd730a7900e721c68c80f64878bd37888392fa0020f762052cab41dd778a444f9dcf3fc5b44267f2d4e80c9139e4c1c7e21ebf303d73ac879bb9cdd204edeb558f7c8c81d95248deeabbe85769fba6e183aa8a0f468a0	\\x94d667e0a3c6c4341d88cdc0e3ee3b4a17a5b3c7c6d20a5c115284ebb5016ac3
4fcdef85-48cf-e524-b659-8e366cfabc86	1	\\x75790c0149ef7c693394acbd896e92949f4bd8e4e00333b6649b1cf694a763d9b2282885b2d28e114a7f09a687edf1621ef7637c67bd049c10d8f89425c00f0b0e5cfa4059984f5ec718d2c2619a311ef82ac6d997f72fa16607886098c928b77387387009b39037e096f776068ec26a09a955963ba53df5ab4ea49124c997ee71a237267b4f6d719faf5dc6aa474d270499848a2efbe01898bcfe8635425796f4deee1fc0509282b036bb180360ef75d05c	\\x8699b08575b9acb1b8c530bb7e61d03e790f3c5896fb28eb63153db523c07795
9218dc9a-e062-30e0-fb34-01b695c831ac	1	\\x4f79d3c140274b31d72e5a45d25d929fce02952d6d51e2d26cbc19f9f08dff65b6dc927e3876a3eec1f3b54958fa2ab2751e53baf771b9f74036424f806d37159b069108d1a2b7ae1ebdbe25c49a6bf127e39fe051aca4e227df25d45d8afd14df2924d66ef0267f84e47ca6a9b0a9c0242723da11096ebc8564fddcdbf941fdc8222c271f2a13081a24a073fdf0e3bee4e035ed240d4692babdc5acab5c4f433279ec7dd91474a21c18f6842672e84a2da4	\\xfa18e625f0647700efe63fc92191f9c8334ce27256794638bb11e6510b26505e
83da85ae-1b9f-43ca-95d9-be15d5e91035	1	\\xa576f768a29b632ac58f15622d022dae7d5cd0ffd9c78b298ece084e53e1f63414e41aa428e0313cbc192cd336602d60a6a0f2c2e8f7111bc9dec665910be4ad48ffb107b70722876bcb37e892afb1c433fed794dee21972a4048a2e69a149a29fa5711bc9f2210449976b73dccfa0fdac8d4a177cc5655c342d05a854db65e01271391881b3f41d746886236fe3ac6a57da8c4e2459263bdea5d3b91d3627fb293e59c5092d3cfa26495fa6196b0b6cac76	\\x6a2e9fdc801965d5f8e55459465bc2ec8a96cb071a2436eb69146b3f20f6287d
aeecfc3e-b828-5ea3-4d95-a1feaae89577	1	\\x864b69f2043ac85417f52642b0caf8b53926a64f58755865047a5a893d3c68b806930b41097e095d41ea56063ade155c2766535db561f43016b10dc19972efaf9f17f34e22273dff3f924a8e6d714fea127423f73deda70d78dcc201e775d6fa419bd1522316f68517718a4990173f8edebfdfe7438a816e56e8f5f8c26c67ffa4967989e56ecf960a512bae48272994a026b2db9eb0d083a85c3ba4d980363d4b50390bda4065cee4fdd2267f41a5dd13da	\\x0958cfe40c909b8df1e8b9a9cd1ca66c5733255145fbfdf3d26da49abeb541cf
2ca1bd5e-5ea7-dec2-5815-f9a35330e8cd	1	\\x0d37cbfce2f299d0b77cd79f41faf99579e4c5c005605e4c7b8fe7ff44903d2a721164fc1f695acddc512e75466123c852512886416a6dd6ab72df7e0cd72603413c911b1860db70ddb4f8af47c761edd61ddcecee4d3d97aee5bea7bb509720404f288bacce64e2b063740b4c6228bc66c73ea1b15b13ae931039dca6efcecb3bf5d038bb5cf16c5af561388d8b71eedfaea8b92952f04f9db377c0e2525386405782a4d0a6283e1d2cd885d7e7dbfce197	\\x61e3679030d03893339cfa56dc0805135ba776bd76f59f5b3a916291f95d8fa9
bb227c41-cc3b-8837-c9d5-9804f6d92d58	1	\\xf7a9ef284d9922a97f1c574181492e62107c4b26aa1efa2d189df63d452d64242f28ff03d4ac08e90127c965d4bd1f3692da3db990560ca3ba27a4482c88af6b4119d2b77c6c622a31b718a325eb72769bca37369aaa1e4f220a3bd1cda0b234a475953a06f11e11b093bb233af84b6d6e6cb3d34ebc118abda7897ee1a377dee991e79598650676b5807e5d5a6b56f4facb09e15632f314f5087b74214fe6e1da161b999b5f48dc50441465d93831d219cc	\\xdf8740f103f5216967d098d99d5a561b71a461b7e244e235ccba4019ba8b4773
d5645aef-1aaf-d3f6-d50d-43ad74529e4a	1	\\xa8a933cc10791a870546cb221d91e655f86e7d0b366e7ea7107ec909ce7d7e4c266a573ec209c4216a49d5e546def2076901c5bc358bd627580d372a4a250d9b591c9291f590e818899bbacb80e36ca36626102d866e7d8921fba3d1445443f5155e60d7de03adb793f98156ee0ea3004d2b5d7b81bb4ae24ad0a4e0cb1c85b698e35143a47eafd121c5f42ab08d0761588cfce34f6f0b7d2b0c258b925d78bf7ec6961d49b3f93f1ef62734d4a960c0f612	\\xf75f9916d0eab32a203362eec211a355710f3e87c8b8b262f6ca8fa1d2bd7ab7
9838c91e-b021-5e8d-0d55-f6481201db64	1	\\xb283f4cfd3f6617c016f9ee0942e04895f50b1929aa15bf4924048b8632f67eedc979b3d8294d09df02dcdd4c5aafda3c1a9295ee16a88e6dc84db0966330b2b2e8b7abeefead3507ddf6ae3ca3a4d3f254cbfd0e295cc1174cb431ba1deae47f0fe135d2f669b9788026ad5292b4d6024361b6a706324f2c43c83b55e6dd5fbe82c6a65793880c9aa24b1841f69ab654b54bc6fe459fcacb0c1d618ea0c8e23109e564cf7913b22a9bbdbef1fbdb8c22d65	\\x56f55fcf1fa14cae311a8dc9e3de04192c72ce02eeaf7d8a5160e5e238e7336d
5ca8d306-4dc3-cdae-d3ba-1316af64e020	1	\\x50b1357008e31ec22b01616cef927edbaeb1308f93acf28f2d1e0175c5ef4a904839dec3475ff6b4188f271a66147f4149f1b2845be70031b35ac32579df2294565410ab65d63f487b4f6a82d2487b4678a7f802f0d264f2506657c4c0f095c232a4fcf8401e83b3016b63698769e3f00abcea9afa87d90be6989e8f67151e96ffd0f7f825a1f01d1cdeaddad34d10266d8f9b81f87898025b16fb1fda2b301e879de6bfc65bcd09b693008c8263bca9fb3d	\\x92f25a075de350a17b172f27b8b21c52c4e01c73dfba0725d447ee058aaff41d
f06ff1b4-1a20-572b-e123-5af1a772eaaa	1	\\x94a0a0ccd6ab4acf5ee6ef8287c2c4470306a10f4af6294017266a66c5b9309b55210016ab3c266a294efc60d265c7ca4a4bf7da6f37302cbc2dd3bb229fa2d17fecd96b4f6baf097180743d6f03707ee30f953c92291d97ef2f7f03e4885ea7c82175f8727c657175527be0236407bcdb6973d22aee54d1a218cb23eca051b599524ae6a478d04e379c51888fca3d26c61360cafbf7f3ae8e71c8f38ca0046084efc950c12fc85844e265a2610bb58e3cee	\\xb777ea3cc94ea9d8cbf516a363c019a22c3a9ca429274afa649e38280558a88b
2f447e30-a1cc-0829-ffda-f473f0073812	1	\\x684576313192f10d0cd1fcd87d05257b1a4d933620175dd8ed38466e71b64d5c512cdc584ffcc3eb96f758593b0473acfdb62787d7e73fbfcdad6f567ef1e2eecf1e0ead840029eb2104bf62f81cd4eb4eddd97ae2cdd4c73005ea60c79a006d28f7c821e52e29e18da2234d93189009adbd927b8a31594f9f1f5186266b0ea606d948b1154794b0ba0f95989b677ff96a035edd4ea55fef78155360818977c93bec446efe5e31099cbecc88017a492cc25a	\\xfd6996bd56130efd9b2c32e96889332f3802c7c45f6ed5653fe813262e5c6c64
a350c17e-9917-c394-60a1-ca09bb8d6a7e	1	\\x1b3b2c557a2fbbc8fc69241647d4eec5129463f43cfa34980f25c4dd9ef1fab7b0265da03457b1186255d312edb32427fc6f28a5210dcb4ee7b6edcb941c51396f9ad84f4ab4b8dc343ae975e58894e374af6f812c931adc04aee121d8c70d1781fcdec3983e1b97bc118e32a831f1ead16c72b574fb4bfaf40e8453d08e15dbef70cd4be10ffe9582ebd15a85f7c14ca98d8c9417b5c1503219cd56fdccd577fb15ce7e7f946cc1e0f5826ad5f3089cfa05	\\xbc79d59e58b57c712599d27706c08253e514909b55a1440b030d4797315b8a98
5c57520c-7d49-089a-0fb7-250ad91424fd	1	\\xfb8aa06eeda21f28b3c487aab905ffb8968378dce52458024d2072ec4830cecf2c4f9886d3c669212735cb8456af165bc8f9ad7ce666abbff123d8b9d9383299d210347a0e57f44bcb53c801a9c5b8471d4baa286c87baa80f5760f282208f0b4eeeaad172bced7ec259e41dd43ca470bf6dec436f42d85d0c9a58d5d4f8df5330d65905ce87e3c8b2e5c1d3eab947ae7ea9a933db8da3034abfc02767c573d060e9378e35b57d228b86c2523a169fe6e76e	\\x854e949bfc9230c60a9a7c8b106a2eb1adfedfa9fdd4969bcd4d9380399b70f7
a4d0593b-dade-c999-282e-e5bfb3ada43c	1	\\x4c983ef003b3a71555c875f13300bf95fd199bbd4872b3370d120837f7e9478102638dc2131c253ae711f24a26e8c486982e73672e893fe61a01f60da710190d505a71c91a4708947342e9f69422bf22439f4ec54c11b8869de057be91bbc31451018f6dfacfe06cb412fdaf11acf5ba58d5868c5ed2aa9fda5eb801e2beed24326a8fe9609a4b10e6523568bc137aadc864b57062e903a067de4885d6636d1a948d524d5248721990f670f461e5b928437c	\\xea76c329f11a4d54090fb3d775c5cfc49916053ebed1967e917525d34d6f36fa
e8525488-d06c-b985-4e30-3e8454f2fa87	1	\\xf08ee90e988351225c7f4ec3b3b20641f5ef0bbce09a960076c7bedead20096ab36c1406fe05e8f9743eb95be1c4ca380f58f67e79ae35a3356f70e215396d97c2a254ee9fbd766e15a260f5a1f41f05fc6d10416418b7c529d3456e4079718136b3374d9a84487657e940e7a413f4dacf8e84b9188a94b42002b24123807d4acbca6764a9295940120885e4a2a3c06952131a7ec32a8947d7df3e9c04c21b644b98dbcbc5067bb6b39404103c71c4f6b549	\\x4b25a498319c4e7d267f7b57f739913312484cb01a103691fe35cebc58b031b8
dc22edfc-5d89-49fa-2886-de4f6570354d	1	\\xde593f30212f713c4a289e534188661ed5b683fa1145caed29918ede3bd7f82825b65066c1c1c32392d94d9d787e0b584f2ad87faa1513d2f2b46280b141c273c85153302cb0ee10904182b4595597e310194e56251108c427187a42763e06c0c4f118348e0ee971c911bd09b2f19180d6aa429926003788b5fd8271657d77e899a6f89b1767db5823f121853aa38b5352c03e8ab15376946518ea0888cd3c16a615b31b173c100b01fdc2b9f76770221b23	\\xafb54b3f946001e70f271db317c1235f6919066e1712ac107bed60ac9baac8a8
d8c96508-eaae-b461-7861-e41ce0d586e7	1	\\x395146043669488ea7d34965fb6a51339ea2a02e7dd0e9fb790be24616b5a12040da4a3c0c451fbbf4b302098769a39defbed79bc0936b2035ecd803f275629730e89059645981a716f4765a37b318183b17cffa72ddf9f1d2d26394983077e41ac0f6f2156f63eef2c49c7205a391bc06d81d75b2d8ac54a50e07ee28fbd823e72782cb962049e6b5d1b50e39e3dfd9401b293c0ee2acfae563090cfc9e5ff35ef87a63b5c91cfb9e5fe210121776ddccf3	\\x65a65b950a549f68e37868de514178d5858d67ed1f0b020b81580c1e43ed2823
f86cf6f9-1a25-c8ff-5836-cb9355c75486	1	\\xdf5bdcf394f8541bd659bb40807edec76b0f2a927abb07a8b8df8b806de307734810d5d877f13b4f5e8f8c73ecab6cfaee27fe4cba2641e10a4b31f0868239ea8fa98e0db5ba4217ce270ea99be3b9148cbef8b4b659ff1df1f8f4a1c869ce3d0e8c40a30f1f2b21e6c0b1c376814600601abc7aa2e4a52a30c709665d37feaca74941ca5058c2d808f1e31e9ea6be7320630f6133c36d02c631edcb3a0907d9367c32a39377eb649bb839aaaa18c7bcba31	\\x213276cdeeccf71eddc4f95439fc66acbc446353e6224c2dd5aa8581dd55e3de
16b5e0d8-be5f-43ef-9bfa-6566c2156498	1	\\xdeb322b7dfeadb0c6281e2af1f09a974aa6576aa8555743d05f446d2504bf266392282edcf0608f6c14aa358b63c47567f5dcee3c699e253dc1e1e892b1415db5037e939d2cc0bfc0b4a4ae9fd8cc1a4cdce545fc1519ccd1fb536a5aa610ec240b8c4c4e34d9a043cfc7d0a83494e69c7cf2eae8d77435f7b027dc7a65fc0e4f6a9668d3f3862f8bfaa9f9d4c62773e4d4ef1da256f751df8ec4faff7d9319079dc66d689787d8c2f81edfd49a0c44bc319	\\x52f764d32945076270e1743e1ae78cf049db308611168993dd97d33abdf00f2d
909eeb35-ddfe-7fd6-5c5a-71fc1794571c	1	\\xe2083fbab4a1b3afc8fd4c21aa48179033d06b821026b2b1433158d0bbe0ac9d9e6a74bc751b68f67df26f02b2d97cd5358ca50ab5b4dfac9af11cd31c2e6c0a8bea9f4a56d56cf77bd67a4481a7247ab801230acaf9d1850c279eca6ed6e17bb16e5f1477d2b39895e8bb0efc7fbc2dc644bf53f21576836a1cfab7c14700f9dbe8658086e720ff889f01f6594e55404a4157a6a826a96e99ef6eff0af511b6ad9c27337e11d93871c2867a61e097d7f1c7	\\x23f7a38debe2f785f3ddae53b99f001390bdd80ab8e21db0d3f986a8aeae8c3d
d9efc7d0-238d-5f21-b422-7db5ecb9aad7	1	\\x6e52bad000216dfb1d261337d0e26122770fb0df87350b886516595bf1a54acca05f758131dded19fe56f7f51e203e3680c56b9cd6f215c26e9188fa1211c2f143fcdba155e7d0dcb796f7f3c72650f28cadbd202f4ee70f1eff7dad5f106592010f116cfd85c25c2d277998416ea23f2cb19ecf434519de14052acd488436e64f93c245ba1ee8c2b26bf4ff1dee70c5f6b344cc81e3c5f7f850cc22276175e411d0f497f96ff185d7883db06de6c1deaae2	\\x970273eb8be109cce07196d201b3cb8481928a99e3e7785a1a595ace1131b522
fa87b0f9-4330-21b5-7857-9c587e38455d	1	\\x6fb9fbd7776b78752167125d5e87e6d2d0d5dff84533a17b91d2f2ecb46e6f1908e34b0e77cf203a58584ed65c722cbd1d747036b550f0fc040aaed7257ccd82ee69fb5db59335274d3ae5a4132f77085313472713f2c26b39b76a4dac3611d16093b9d0c4f4957703e5b7ea848ecf878e6fa9013f4940541a6f4e0c859bb0842ec33fc03ab76074b79b070f88b0e6a9bdea7c47e0ff4ea22793273fe3164342d5d18c06cc7435c5a324405b66ae70a03ad6	\\xe3982a86c716679d744d4719a98983e98ddfb2e32dd263c9ea2318f394f63725
b434440f-c008-792a-3cd9-83d0ea16dd16	1	\\xc8db11abcf037d92dde7b6df88cbbe9cc65f73fd966514f109a930382649993173df7cf2fad5daef7e649545c1b889ce9c37ceb3be2eacd5a4656836b62bb4faca957087bbba5b02eb0a7a504eb19017152bbc0496c39668c8a9db0521699fbd09e1ff1757db8ef3ff2296b7e05432a9b390ac1c659841766ddbcf7fc91aab4bba38a3aedd7ae31e91235d3e2051c5f4eaba9e20fa8f084dd5ce06bc7dfccb5d0eac7b8b127539db0c4732142df5b4b30de5	\\xcb9952946cd237409d45f52c2e87d691abcb6126baece37b827b9e69c73dba41
14787db6-5cb3-5a6c-46f1-e250f3418659	1	\\x3c03ca257da17fe2857a1097468f651d797cb44cc82d130c2d58fbb550f8972f211986c7a77bdd75f22ad7a162182b436a7826ab3691ea9e6b35c148db44e4762d2aed80a9b683f26bf59f16f4d5088a03fbd5a5f90c0d6a9238a883948d0dfcb19507887a44f617df48e04899b61470a32d992e21724965ddef4de24b83853fb2fc43ddc9cc4361d8cf3fffc4b236185b65428e6533331d42e6f5cd40abc35849b327dc700135ce0c0605488df2d2460cfa	\\x9be3a8da671b7f21ede0e81d6073adcb07c99c0bdeda9756ce8a310477b13f37
f0bf27d6-51df-aa1c-6a7e-27d0689d27ad	1	\\x7aaab4190c39e8e50bf598e5923104bf9bef7c682df0edef69ce852e1023ad3b9c3ec5f0ace5f47987a38f9111c0d23c9f783a5f8528b213c653c3d939c9dfb12945a43f69d334b9c412ef7aedc84d5006c85f24b67788cb0b7a35d075d495da3413a365064c0e955bb9be6c78f4f492edcd92253d4e81354156df9b722cda81634966eb5acf5bd771d342ea09364d7bb6c787821d76f120787903a7eea5d571ac23f862eb7b1eccc253674871d6cfe36293	\\x3d69ed9e2f760f823d348d6343a3729aa9ed1ae825eb000bf6e99e447fbd5a53
7d9515d0-6309-4e8e-6834-ed1146ad203c	1	\\xf602075f9eb13627ffefabc87eef29a67bdb0eaab149b6fdfeafc666d8174180e60beae45ef79912c5e0db827f445d13132e2696caf4e2be6309a627af2c092fcf0f212fe257d34b8bfa77b67d2faab57bd4e4f70ae754b648f18b98f7c07121ed89a2f2c35f6be28a2d01c9095e640f06f74fb509424ca74386a86366afc26f8259b6a7e12e0372b338f4b9ced4618ec9ae04aca014c159eaf778b39d3b3bf652a4bad5732740ad01fa245439029def36ce	\\x4a7682440e335598195b2c6fd70175c9218dde2710a6c7f9ac7d99a0ba80e728
0f9538da-9505-ea53-327b-7169c072acda	1	\\x56880dccc0976f799dc74b60dbf9f7f102953478b08346fd58f43d27ae026785bd30f3db3cef5461fa5825d6145ba1683a84a2babccd4886e8b660bae416f2c86cfdbdfad34ff0c80f996830a4282cd7d932c5ddc7795a1f241a7a3af51cd57d8d5181dd4e7f2549433edec5ae37c13e0e66e51f566572ce33ba638692defae3a01a487b5af76b9bcd75943878dcf283af8a296a79d17e7b2236ecb4d15a4a12b9415ec096f923f82d162cfe29e217cff6a5	\\x2428130bbfb361f01433783662816b2a05985a0406fd80ccc454e9f6409a0cf5
7ef0196f-ba21-ab91-066d-0ed31da4e2d2	1	\\x1e86eec826c32f25aa1637e11ed463f20842b6fa1b25ae1fdb6f8390833831798e29bbc280d8d95be4a6556ca84775bd090995b48555d42a5513a5842c50c4bd30b12f66b29f3a82f484c5b760fa5657493945db029323bc7403110065688a70ae8a0ded511c90cd6698c15ca28e008fc3459db57291a8170ecd31fdf699bd80b9685e86242a4a46e76bf098085cc20a2ae93a850bbf8d3f6cac929ab1a42d99ae877bbb70f3ad8e8e40855eb8022ff21fd3	\\x170255282ff8256fad46932252f9928572197b234658bad1fcd91e5ae7c4193e
3a747174-9866-5d74-2849-78e25cdf56e7	1	\\xf0ffc8fd5203bf14999e4bbfadce572307dd1c4b70e222f5701a3d9f45890336925b5710e589771d8f685be359c2495bb66a116d06fc4911c99ffb0b86e87ad38718ae4686860193b1571ae8907dda8548f50cd1c184d6efcd3cea8527633c629e17b26ed8691ab7d5048705aee31cbf1650f51a6b095dab1d5a370b6d35163d5ef33ba6b674fac5526d72b9a7fecca8d27300b17c5119a36e1d529844f3e323f8ad3614bfb8c4163e6d7bbc5c3756007fb9	\\x3bdad16ac4dc08d1aea64264678273caffb2dded73a1e989f23e5529cbad3724
6c8dfdf2-1347-1e89-75bd-1ca70c43e082	1	\\x9432d16ad5aca22c12a92be2270046cf662ae64d48eeee5f0808ab8015577d8688ca6b9d9216a34f1bc3539980f62e07a73efc190d8838fd1d375b72223fffee0b2c6ae5b15f910ac9e03894c778c230dbf1a9962beeb362bd36b3c8261ea29fc973eb74611c6a423bc0fdccf91692f0b89dc2abccb95642ab3c6a1260771b5f9be279625cd91705123552512b76f3a88a98ce87c8791464bd6e34881d15e7ae4a73c2379b7c7383b2b6d5fe6368e91df1e6	\\x5657b566e8bd55b358d40aacc0ba56c91900d8a48443c77c9d8f39af6d7459f4
6a459911-898b-889b-8d0d-d95111b232ca	1	\\x27fb92c6c090275d588908858711e3f379b189d0ec5f82dff35f3fdad3f0c15a3ef40b85327bc9b70855c2ef565b2f84c8ad1b1b9f551115e6e87e139de556f069c3c62c619db4c4bd1e130596964e66bc141086bb9e3e7d3ef1e0d7ba30ec4c5fcbed2e6a2a8cd94368674e1bd164cb14a1bffbba004191b2b41c7d27c6e073a8cc630913c800f60468efd58e3243ae91d6f6cd00c44abebba6d17f0c0ede072540300dd9c95e6e46151c002bbf93c2b1d3	\\x00da9db4ba1e09258ae5b0701d92dcf47777e12af6fb043e983fd7b9cdb043e3
bb44b9f0-79e3-ea25-13cd-1070b7bae805	1	\\x99b9419fd2f3796bd3ef23945815a7eae0051368a62bb938942e1237213551815ced8be3c887a317372a05b01a5e81057f7997b70d7d47abfd72e2ada7aba218fb00aec88e0e12079adee21c0d4fbd0e3a674ec082685298861e705438cb4b709f412ff141c28655e030fefc38637740e3442d3a86a9a1023f88e1a52809411ad4f70ffefb85631ac61650dca10965ea3b5033ba30e1261c77a0e76b98eb4adce762d9ed459f9704fe59e3e47101fe59320f	\\xf5307411ee1aae4ced69697e608ab25549e8ee19b88eddaabc6c993164dd13be
d4992472-ad21-095d-0961-e39ba25f3ba8	1	\\xc6fddc4a3877c354a7cc7a3752b69a106dd5dca1ad671f6f10c6cac26303d65adad011ccb70c58f2eee54ba5d5382b496aba6e605663e51032fd9d6774549ebb6f4c129b2af92889cb49ad7726159ff3d07d36df4f7fd7a0621d93af7d8b9776b9ac51cb219f1cff739b56934c80cdc56bfe41f0f47613c3705436b2f914c6f7a0c333a784d57b252e920f6d0a31f4f593a48fe1be714016ba3b07686e41a1fb1fd8a64c63eb49b79055b2d72e602b1a5a60	\\x6bf9162432f38a2fc52290030e3513c6fec6877d5dacca4b1dcce7ea1b806707
1053ca35-f83c-59b7-b346-78b53a1fc4e0	1	\\x0acecb2b337dbbc889bf5a5d15a6ac30bf7ea7072527d2541397522818dab24ff625563531d7ca1a030fb185f8167f5a69865d86e2e7258c96548da3d8840216fb8744ee4661e2775c50479c37e3c288b53659a2d2959c3772885f4dbbefb01060f3e4abf38154415da7abd3bd8bd4f4f0620e9f3d09831713b8921721da6a0aa4125c67640e27fc91f88ef67e10be50bb6415542fcb09a1ec09765e676f87694ac31f9fe7edd03ebdaed458d68544cd6dac	\\x463ae9a2513e269914c255331a6dd52fa86dec5b3b5aacb9bf4fd0b59b834d08
8aacad68-a930-48d3-af0c-20de38ba5267	1	\\x1b28da41257371584f5b03b860255ac98dc070558ce1c01108759fc44a1ad98560913a82d28ad33b1c3d83d40f1a48f9c9929e37a6ae830e61ed0ff26784ab8202b26cda408e21f0105608da39b2d4877b07149851bb349e812434ed6c5d08150233f1b17224d9e7c3fd2e173303f168e00768fe8115af63418122fca96a6c50e2bc26c80994ab212f62e2f6f0aad2431f4e9ccffb1126a96569309018aaf771ea7faf635fef9ef0008d8031b8a1c60e9d77	\\x2aa0527d9bfff772ce81b65621d7ea23d2a368890de0648c79b680cc59464450
e4b1b4a9-d26d-fae9-5127-3b7a6b982c16	1	\\xe3c1805ebfc6b85dc23b4512502030e927462ab04681e9396c914d6f3e95975f477116e518e9161154d36d6f441482c412511ff49726c4402696b60593831ea2664bb837ee1b411bd7056de1fc9038934addc9ab84f23771b5159f2d8c257b7cac68faf60fde31d842c4bac5fd43a89e9a6ba191cee1054251003fd32530e89bc3210fc9c7731aa140161fedda0effe12983845f45e603f029d588e1fa88c44a06643f1c141a701b7f9b10209327b24ba055	\\x5ac11034a6be464de6bce56d258589007420d757f088871496f34fd33033c07c
cd364407-fc62-217c-bbc1-887c790b872b	1	\\x162494fd30f0d9dde45023170af78942a881276903cf71af3290bc9de4e502c288a2e4845d34bc3f6be94ca623cf02098e3396060b0e02526644fa214b7b4bfc707d1b79f9f225edc2bc7dadc3925fecd295ecb4f493325991fde2b353a85f1f10f0d632efa82db759cae80f7e1efabadaf46dcb20184c7f16b288b9855a07330ec9b467352c8e25be33bcb9d16cd59dc5d685bd4bf0aa2d75b1805ff3a237503548ad0ee9b2d6f6bb9de66c6746d2b0e6c2	\\x49d2141eedccc90b1c964013c5cfa193cccc83393ef01aec5595869909e8b65c
add7f52b-2d83-49a2-24c3-d9ecc44b44d3	1	\\xf9d2767c53670688fc3f6c5c1a429437b233af72a230bbcb22bc2f98bf28bfefad62071030edf5f519440d303d77b4fa76e99cb8260960769529c777b145ba4e94277f2317f29beb56fb5cef33010f057918451ce72ef19be00ccfe5044e63c0605e350a3c4cf381ebb306999a23ccedb5189d4b74b3d9f5511d9e87125372fda913586da432447878151dc359d3b594fc2a5d6eef42835342e46e84a3b29185f2100839977e8c202893dc1ad99b4a9d1278	\\x040af397fd178121e1aaabb582927b93b372945f391145847b744d4efd32bac6
\.


--
-- Data for Name: factor; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.factor (id, account_id, kind, for_factor_key, for_root, record) FROM stdin;
5041e8df-281e-4c59-b9f3-71a4c10a9c1d	2c6b27db-2445-4464-8e00-0e674e6e83b6	totp	\\x80a0290b48bcd84127319859e9931bc1a69ce7ab0b6caaef0703dc28c9890e5e3a694b140b7563cff47f7074cc3e748fb34c23876188bd52c51e105efa8e83139a4f02a877acf0c6113d50a980c7a404	\\x87ad5c161ea965017b82d59217cfd8a0228fcf95a11e9bc6620139f4e3be1d4c5659c12329c28d4da606516aba2d1b873f3cc278261ccff19b133d03a47db0a78a9bb9a1a9314f80a89bb5f04da8b162	\\x08b56915df856afbc49d1b1eb1d8113be70a48bb0e65caa2ab05b042246a70dd1ae59e1323a2bb5e8b60630d7a1d639fe7ffd007ad7be3d96df7b59e41b41f647cb576b0b7e431fddde142e93b4cb4f22d05892379fcc90a3fb38852dbb6f18a350a781078709116fe0152776aa0f6807d2a9fc6ee30050b19a0f856eb783ac66f7036d234345c26497ee3709a35abe4e4574b9a6c4eaca57fa52f3dee1a7916
e11c230d-e2ac-4e31-aa54-de0541aa3d2d	6e4b4041-63f9-4086-bd92-7a6629a2aaaf	totp	\\x579c507183c614e03b1f8add14c2b411d3dd8e5d3eb84c5f2f3db122457f7fca7fb794e51085fefc40e184a1bce1f0d7bb7421b697aa03468b5478e127b366a7d6889de21a772910d36a054534794c7d	\\x58e76e6e37a823b30776ab544808ed6346eff99279b407b3709201e15b20793db010c1f21606903f53e07c2ed2f615d7d91bbe7175dc52cd401fdcd64ba4efe05e32cbd579614d1d85bfcddd942efd2a	\\x373ba2f4ab639621bf81878d410f81a5ac4430005f2f09a73237e92c6d448967a2e9833d5634b2518968ce25abfd5fb17eb3d26f092497f8afc3c20873777998ce5e44b5218817f3c218b8f2c7843f3011dc71beb5d5a2afd52493cdd0125b01e8736fb562f403177576ea3fa14ebc1fd0f3e067e7b226737318f0b3b03b92337b4c8aeaf9f909b5e0f31460f24a6aabc7fb91af9bf25f4b4200d81a2dd667e4
8481b872-d25a-4d7c-8cf6-cd40fa628cbb	9ab531f6-99c5-4c20-8fbe-0ddf086a425f	totp	\\x3c86b6e281bc9544650c3229d7541743a9f56fd0cee6841d696f730bb0f254291f9565f18d8353282afe0c8932ca6811d41f12aaef6631878d8da07e511f97178da09c9ffefa96c6f6fa922597636f0b	\\x2a8f2533fda03a8d042153609076513d206ff7920953b4c3b658c9e0bae8891b7e6849bc19a63e8af152ab660073c466f0d3195d4c3af797b868ec5be38649ce58aca20a96327a0eb2449021299068c3	\\xbfcbbbc0f0f2ff087fd7a3090ad131c05ee6772be0a40eb67f4d28c1aa78db5198266c93652610434a071749226c9113b1b99a9e05e113f50b091f449a2430fce3bd902d1ba1b46275364356201f7abb5f5caa9b82baf022aea3d7f5e01c5fbaecbeb0b493e67c052b744650fb033227892cee21f5d498078684207ecadbd3bf2c45212a9628e2feb5c6200246c6965d5263890077890f00a1a9f40bb0d95076
6b472c14-62c2-489d-9389-5565af6f17e1	5ad0cd99-5c57-41ce-b56f-d32ba70a3eab	totp	\\xc7a940676f2bc995578377288c7edbd7f3ef072260560465037d7849d54c4801d3ae30e6eee5ce4748d2d263691f8bb4586e225246a98f82e616285e1f00d0f95fbc684f9de5fbac387049963fe0d1ba	\\x99d2873945778de22a39ea1ae7ba04fe51290f696875fce5fefa3d2e2bd9c595d664e3c353311c9769106256d5415bd841714ddc05df8dff79c3797b1c55f63e6dd0b6721481b31febe5edb372594545	\\x475b1ee7e5ebfa012a6fdbb069dd3a5e0a4db24015102b78864869b51fb80354598779e426e5c7bbfbef356c9363c0d6501b0cc50ca638db4d439cc2b0bb32da7ecf2539480115d6e8659f5859864b8688a434602666c2ed1c02708547ec15f7261dd0b1cf4ac6405018f02e39548cece711c57837a49e3fb5bcbc09aa7c2771dac5925dece0ebcfbed8374f9fc5918d468db77e880e264c7cc5cfadd9ab4ec3
78122548-8a18-4057-b39c-6ea26e5a9ae6	421d78e6-6719-4fcb-b18c-15d70a17244e	totp	\\x93baa6d78db9efaef51c1de20d2922b09f8b92ae31b6de659dcce81fff75f6e7aa1ccec71a3b3599f1b7b4e0a321e0335c394e76561e5766b49103682a8cdd92b93e8e1e85cc62a4e214178709223048	\\x7452d76bd09827835bebf4b1d85e514c6d40a9fcf79bc5333fe060483ef56ce4338ba4b96288a3282474401bbee935eb4d37fbead86a7f0d71ef40d4605cc95cf3e6fd7e4d9a46747cb718a0ce61932d	\\xb9cf5d72b62059ab012c0e277961522c80ec07e858356c84146d311bb252a2765032fa36a25edf49edbb9d436d9d6efc77218a82d7576450acb44ceb3d9268900892f77271d474e32b63beaa9b70c166bbb90d0ccbfe6a20ab517969045788e57177762ac54fe74b6a5192130c0555f2dcb44b4e8cf835d829d761c4ee16f728ccb5181c9ff716dd77cbff6d0dca5f503fcaca91bfce14b65b240d18891ceab7
1656da18-f439-4efa-90d0-f8f321ec6dba	83778e81-7ca0-46ce-8732-37b7c84c0ee1	totp	\\xa810139093ef9834835d43541a555ddedf546d2ba6e1e47694d47e0d6ba0d9eabe5484e49ec25b525d9d11776af20eb16d7cfc56113201b06b9e932a62376ab366e836f6d3e78eeaa341ee85ef515b44	\\x119a18c9dd6a364c1b178ac1db9b8b3cca721425988cafd8ad7ca5e7d5d5ee38b5d41d4c536d58cf4400c132f1a89073932906fbb39120d86873b99819d6343d44bddec910f3df5d506cb15264df1282	\\x56b7b3c545de3cca6bedd3fce97222c803a3745a735010c50e89eeaaec40602592af9aa3727e9170b3357fb290a9e594c7bb7fefc2e516f19e1413d024afa3271795df68f9fd0803f09b19b61fc9290460b1083602a42cc4cb9c79839e34b2cf426bb1e4016b0df569e6b81556195b0e71ea675e536dfbf877a2ef710d4b72e42fd97f2701c42d29157f8c6036b7bc0253966fde377144553699b4a85372d952
aa0ce497-9000-4fa8-aac6-83fb7dae6318	3128f95d-61e5-4202-a4dd-d01f0fd02ac0	totp	\\x77dddb65bae4d3e1cb4870cc6b468427c7ef7e5eb68b30f52cb84f98b332202dbef24ca96ab7c4d448af06469de9d012100e53016c02a27345815ba9cc652f2412cfe2f6073216abaa9495402ea64a45	\\x412233f85b89d5b38d4e62044e76503cbde3a1911cb42f9bbefc33539e8478f7b7d8e8c41ccfc79f8eb976227629b44da785682a14f9d06f75b8c9ecc00cdffb521c26b51118244a42b2f80f48af8838	\\x517199bd3fe7a83e156fd5b2dfc9014b1da5b3b1b29cedec9ce8b35354059f74287e6bb9887a94d515efae282d4735335ea65ea574b9772af73bcab6f3573303190b50c8c82536744145a21c8fafb4945353aaf32f117c09e4e8fe152861f02390f883a8bc8f203737cb261b2dbc2195cc60004d3ff8c0cb89d5542887b8c6b27562eef2b0df4f6adb4d9755ce88884badf0bd0e251c30eada9450f65694a8ae
ee142c08-3ed1-42a9-8c4b-110ff510f816	0b7de984-bf95-420b-a5a6-e633ca92b554	totp	\\x3a9a31c7aa9bf3d32dd4e90475ea29ff2a177562cea47d1ab846312429c862541fbefea7a7d2ca13253d47bbb0ad27dd3d500b84ddb5d03d6f717eced10555eafb35003ecb39d947acd278dea8bf5bc1	\\x49d5d72da4fe2999503a5898a6b67a534fca5db70191f05407dc83a89a9a754bac6b46408a8ad36d9ee8ae207ef3444113b9f1d3157cb9fdd3c4e400fa4bedf723fd5e75f6f532ef94bb74e5d98dfc8d	\\x61ce92536f6a830047e2c116615f9f404d9075943ef0374b5abe14d730fbee432c876520eb703fe9e562fab3ce2423a0ce041053c5621ce7f36e62b3a4c90927126fbd6daa54f6dff709309814a45a27697092297fbcd600ace8440ab712a22315a4e8fe98df81d150697ae0afe305cfd268b5cd3d558fed971d49ac88cc452237eaaeebf3a770de4f243b81da6c11fe7c584e382e9394152bafa5f4c07d972f
43e0b119-3be0-4a54-b8dd-0860160ccf86	7a58161a-9f59-4a76-b336-aeb0680c571f	totp	\\xbf53e522584272624845e97c4e3ec54cee1265f5ac8b004ff4dda10287af475d4eeb039a0b878ecf0baecc4411c28edbb8977f7cfaffd247a8e28e3cc87d3e5d3afe17fb039dda3aca1e56f96ccc6af5	\\x8ca1aa2a420c6ae870b3d66a47918bbc4b3686ad42b509e5ec8012ec1c567a1e7d21a669b3c611a33af594f30d0936c868748191a8e83764d2ab1b182118ced5a2d3342fb031b8c5b6d9b68f9f23b1bf	\\x773efb5e4a2de783b2394538b583541e71fdcecdd14c61b8f236924e4d386bc523ae2779700cc54ea78375cff6a938f9b16fd85c878920f373fb97a81abefa8cda800dabd3df84a7e272fe6c982c55b1bceb58b7c041c4a62d5b22f0fb3d06b96c203183022527e72256ba8637a20bfc3d69d600937322f2bc3e6d283d6d98501874bd2ec0dd83925827ef45bd566808dcfbc3eed2fec6985144d66290e0b85c
abff8f3a-6f4a-4666-a71f-9ab5d3de406c	a79143e9-14cd-4b21-83b3-9fb3b13fcf13	totp	\\x955f09d532b232132968580580712e4031bc0972b173bb94130d4727aed3736cb20cf81f4101ac6765f3565be7d599f7569642c9b126ccedbd0308e31b87265bd6b0d6b48df618dcbd579eaf5c8fb556	\\x88713f91faac7925b53afb6269214310f410fa2d345a0c299f4a771c6d640851e5fc54932a4b9a1249f126a4bd791aad4802331d2d9fc07511da39fdee86c3ecde955c9bc91595fa2505b6ff32101125	\\xc9d7da79e4098d5ec714af010e04ac97d901885ff92dac7697208e243b9db9b64e5f08ec72910aa37ce1313518f78a85c63e2aaf236ab92e873dd1e898efa83f2428006485242add77a9a3b80b95569cb2143f96f2f3bf024288010558880a471e7d77fe1bb56f4a6286093c6b40a3f353d2a97b9f2afbd954371b1548d3e488e320cb7dd4289e725f1d56dce7b42b7d541521e69fa7c60fceebc916887aebb5
bf211330-ed0d-44b5-9146-c05147009856	8af670e4-8730-49f6-b022-0e219abd1cf4	totp	\\x0bf7d2e3406bc47db0db568e1cb4c492d06de32cb135e7811108353c6fb49464857a0b4595e74074c96fde0d2e80d52253e01358d23a75255c9aa6f400baa8fbd7ff5b2d24e051c229189c2275cc577c	\\x01680f4664a66f623afbf7f916bc45d6a91906bdb479334691986d98b59fd8f66d01fdc6c8eb264735c0eee787152916af65e54700bec9436cc43d15fe95c23988ec493af344f3ea817eb9e9fd4ef767	\\x261b1892e9e4de28bf0828fed529eceaaa6e7c02537c037f46219206c7c048599d661008420882558ba036ad2e99bb5fa86d16e6240072b028c8140d0be358b29e14926a93a923b6922fccb0cdb94af6e48e67e266d518a6e082525cdf1638a64e9fdb662326bf4af691357e020995eedb4afa3c02ec2f009aa475f40fc87d1f55c7278f75eb752bdb51ad6d3604e60b808379ea4699c97189cbd3df6f54aaa4
5d3ce0d5-5653-4b6c-9b23-53b3245704d2	16953977-59b4-489c-95c6-c6da3b4918c4	totp	\\x7f3d5ac41491c0097f7182c71d83ea0e3b6ee9b3f0b24746516d617ce14305d641cbdbae8c802b0385486bcf3028fb62bb980a921a110e94cfd18de2389c9f74b2f745f2591eb55633c3df90f83e2180	\\x08bd00b9946d8b821ab70bb4a7095805f2e99ed0d8ea0008ce0979ba697f7d1e3893f2ab7cce655b5e6dcd95e3f2753f4491e647f272757dab4dedc5abd01755e43543592fb1aa944d8496e71a526180	\\x43a5c081ba7905ac2292097206b3b5ad20cf407bd624905d2d34a1efc787d12ffc55a038f959de3820438b62a137e000eaf81e89bdfcdd72b9f2d7d147b1a920ced747e548f0727de5eab172478f33d3636b109e0da2a3d26202fce2d28bfe5eefb746042058c24f9c1f16d52a88a25ba0a75b4316c759acabc899a16957da8d3d439f5adc497833ce69ac7df4bfbd752e3d45547f0c1fb85a4097b572320cc2
2bdaf195-c152-40f6-b7dc-e84d0300fa08	931d9e79-be92-44bb-acd1-c4c0622e2061	totp	\\x12aedeace58e18c13081d96bda2668de7a550af2c254d3d72fb61319fff3512998f01eaad8b6dc7baa785963ed9cb2724751dbe581989712eafffce74dd6dcffb8f72817b68e94b5082f5c33ffcef6ba	\\xbdd67018f51aaa11e8cb586a1e35f7e2cb0d21396a5009eda7eec0ba7577903a99372ba7d75225a805e0a1655692f5ebb76d7f2cd5438ae61b5926c5202ee0db0daae7abd6e7c0685bf8150f27f22410	\\xf28432bbc31c3d88be497feb6bd4739c1919cc1b78d7979175249078dc54c716de943cab7d62485f637481950af3afe40b2e4163d5e1f9193d00a62f13eafb4a2537a328ea0a98fda533f089f8502b97799ccfb409318669ed5ff65b04e9b9b644b05bd81802ed60b4e7db6c6c29830ab98aaca410ef190f678e9faf27533dc7f036a7c60aeebccb5f652a61a8d92630e94e7e42d970506f42d2bb634c81a7c6
06bbaf42-29cb-4d2e-93b4-ac713d6ec31c	0d05ace5-931b-4751-8bf7-3b72e760f438	totp	\\xcb331c39c8f05c499e6c81663273f37d26026fcee1821f64eb917e405fd4693360c986bbdc5acf9c3532a3ff64beae0831a6a3fdac84d341cae3b4a2f610ce56aa2c4b209f8e373980653c95e383dd3a	\\xd580ea3e0ffb66848d42814b780a535cfb81cf0243f1c6fcd2ccad56b10169b28d788e8e134f368f83e15a14bb1658198160081f52095a5aa5f68692fdb3e49fac6b345fb16b095cc65c826cd9b98efc	\\x3920752151e126ca74fd13908a9fb8284a4d65f46585b78c9cda1140ec21ade2a4ead8a8b95844f8c343d912c54f692e6bb467dc6787275e2b12990637cec3d65f95b643e393cf250743481c5dc15a3a743a80f711473b78ff837b80542b35bac1eeb601bd17e931fd531b25887104cbffb9671998f569587f4c3fcef3efe660cb7213343705acef9a91bf4da787a4a1bae034b59ca4dd504d491c4c6768427d
c6163586-97b6-4ea4-8d23-6715f49acb1c	2c362b63-eee8-4910-9b8d-82ae10a0e277	totp	\\x0606e7f2b82ece5abd0b0d6d711f807239e803a231929a0f9c9560c2ab10696ab05f3b13d3ed287c02dcbcb76ae72ae3f1492bb63a9e8f8b3694f1a94727b7e5bb9090001bb89cd7584bb86815342d55	\\x7cc4068387e7f0fe625be23baa104056b43d34a56f4c9c994372183b4d551ed8703cef137ac8b89f97c160ba42299e4d508eb1f5af349ddd7c9c9f15d861976081180fcbb5cf451a6c9ccef2af81984e	\\xd1179ece49d29f986660deaab45362e4dbf13ae21c19e1be73b8b5bba6f9b90db4e4381a984a4fa3fecd70d1eabbb3a4422cc6d5b949ff93e4d760360c84edc53e4cb022a16df29116c37b3264f7aadc12b435297ff090697854a6fbf37eb3de015d1960cc591e5c326544f8375484a70b39ca525076e74d113e96e1857f91ba8b0b774eaeff00e2bef2857e86d4c4ec386d14f1e65c2da2ad5f758714535ca2
6e0cb800-51b9-45cb-b4b7-2b2a1298f05e	953574d2-da69-4780-b0de-fc6561c765be	totp	\\x57ca00cc722cfd659a5c5df792070f85714396afaead183944250378eeaa9ff7218ab27bdbb5e03e02b35d45c2a9abc475a30225c25f142ac8f0b0c85e5d0797c8306cd0f0b28f271183ef9c5345baa7	\\xda7458504423d1b84d51bd261115f38a75176db4cd79fabb3095ee4c97e975efb95ac47947b96e8228f20ac760b877763c537757250fc155ae99a33915db8ab1cd84fe4896e138a92fb8f4d00db70ad8	\\x630b2ac77f2da5ac88959df4c469dcef0fa42335cdc74769d3f2cddccf39533c0318196635a9ccfb0bf5e7debe74bc75f6064eec3c3edda4a36483e2fc42e05d82bc3fee25553f48f46a6631654679cdc33ccce1bdf2b48c9de23920756e81556a5afa11d9c8363d97cdc9a9504c0fe39a6335378d4f6ea93a5b37f08d4d13374c3bfb61ddef3ff9b13b3ff045db329336420c49e6a4e69f4e9ab13cbf8523fb
a6055d7a-7d20-4cf5-8415-d1532e6e71bd	383c0aff-7b3c-4a02-913d-cb8c5fc53ceb	totp	\\xe3dd3df1e337a47a38f9ca3019cac3abb9d864150540c935bc19d729fc735bbb366400d97317c21675d1225e076d35366475b530e6ab369a2f2e10da19dda24089dad1ef2b8ad88b50254f14f8b25c0f	\\xbb7bcdc84b6dc9865f0b14e9a20dd0eabcaedd0eb25c43a8b071b9b04c8f2e85f5c6972138647827adc4a9493bcc6a2c123520110cd21acd46274343308c4e1d0e6f41f01bdbf1f7e4ee6caad6eea0ea	\\xf31d05a7656b83efd70ff734f07da2bd94fd6e68d987577850cbb509c80d0d3bbe685bb80cf1f9ff2a4c1772f80b317c9263ed12dd6e909343ebffe68385b3282295e1c09d9261e5d767f96150a3fa02bbfe84774f7a4ab3bc5ab7ed994afd3a3d9f12e8aadf443bfc5be6b175abce52271ad41e149f023677017b55af463b0b055b4b58eb6087c17d11963cc23c7b7211c10b62e3dfab85f6b32491c21fff01
caec5c37-82ad-4215-94dd-0ec3662537a7	28f38b2f-242f-4cd8-aaca-72effd8284e9	totp	\\x5e8c68f4029640ed7cb71af747fd2f694d2620e1e0e349f4832ed5cbaed0a8eaa6910adbde8484445b44a1f0ec1058dde089ec813d5823019851804d3f9b57886ad54a8d6d7a7d40b1a1d27e1dbe777b	\\xa0f78d5598f5070ada026bc1d7efa1acc884a243b2e9d47fd1f3330f844a85f76fa95c3f90fc56091eb4f772bbae556f982fdad9662673d37840752d3149887e782e7983516738ea0a83fc217066103b	\\xd817f1684c5ddfef4fe8c6ecfad3b8f508cf1ce1af9773fb948a2ef4a94fd4108ad3a5ed98f393baaa87cbb9404dbb0e983351c316b9408607e2fa3335200ed32dec1e6cff789c600245192c53e99a32a6ccfcb17a6c1bd25011a4ddb15b4f6d84ef271bbcc65e777a6a1620f67ee92e082c2149d00978bab5c3ac81ac52c3de5c2759ae2c7d9e776b08ebaa2a9a0af34a4609284e5d300d06ffc22aafb33208
7afc8be3-f3e6-43da-a32a-019917f5646e	47ff0199-aca5-4f4f-ba49-e5f6c5db19f7	totp	\\x51da65cc42156604b2d3d6a50e4534b4a13cb37099591824f10739b05902d3feda9a9ed94e5229233f88a4a5886081e50807095e7a2f2ca461134f193eb73f13d48c088cb75f40ef195ea87a3e4b011e	\\x87a8c42d6a01ac06f490c18ca4270e12f0c5dfe0b5fdeaea9a4a6e15246c4cd4e96f49d2b46f8d34d0d5d9c12b479f23b29212e8a64596348f394759edf1c4cef71c26f2f86379f41abf065c5c49eb05	\\xa628196ef3e248c054a36527f264c9b508048f08e1a1bb7f12aba16f730b8e7ec2f83400616a127229bc2eabb10d5ba5d11028133b8e3a8724f6af76a9c82c76a9bb0302e9af03ffb779c2dee93cd9132a44502d4918e2b1f03c30a85ac67bd215480cd8dd46836b03eed45c20c0c09b6b6ed2b7554c7281150ad52a26acba7802afc2dd3ae1664d1213d7ca4c8162a8c0be373155e39851a7f1c95388b6ae43
8f6ba2c1-a984-4118-9da9-8a4a76245da4	4e9c72a0-f73a-449f-8925-3a879b344ea2	totp	\\x099023680487af6216225f5c0767a1502fcaaf55d26ad27bf6d6f87d1e666415094a1f77d3236d7ad80f365928a126ad59108e45018ac4078a4ce9c4c6017029ef94e617b7f6d1ce64e0d9603ef7dc01	\\x60c44ed2befd5c9c0a96041b1376734ac3b6b64a519cebbd3e54abe0ae59fe848a9ce5d7929ac358ce2e4ca57633bd0d4bb5a2ff07ba056eea8059868fd701dbdcf5141cd388963a33c127225081d4db	\\xa8b369f0836afbffa5ba270ad9ea8e882c1eece159dbc108746717929ae0ebbb66333f0153c1566f401a4fd22a908cd3c6e01750c884cde53efc764a38fb248f59287240400134795d62958bd95b758cba70eb8b5add4dc1a417b2d5d9da1bed2aed2330c523e6e7228786f7e09f7c3733cf220e86f61d556d611e39c1d22e84c70e6105e5662e3da669f1516b3a67a14fa2b65d16e464f205d251f675016f13
f6a31cec-9553-44bb-b039-52e9ffc7f386	4e46720c-f1bc-4cfe-9d84-6ca0cb016e8a	totp	\\x8fc65e5d3a1bcdb09794a4910e260878872ada50f5153cb3003ac301bf6318826ce5fe67cb43d0547cd7ae50dda47f971140bad6c89e254b418e0514d372e82e31bcd27b52c03c1686095b6b60526c2f	\\x58cc90324d667bb9f853c7726fcae1464468e3b667f2fb91b1deb9745d77b1765c056f7b195b6583165d2f8329a82b4dabd50c2c9e62217905f9021ec1c2332d99e82bb6c4de358d57d2185686770cbd	\\x8604549efb20f40e5dc7a0087e8696b154a02dd809f3e2806ad073e9215e61a202c13ea5c8b56c73f21f5818a4a56f2b779e4466c92a9d1772e969f2aeefad7823e15f874d05f6d8933d2ea3c41762bd39e546cfe3cfc1a63f67857e7baabc5f60940a151d00ea5acce11c59aac6494093db88ce71ce8ff8b8b9c1364a7a72e0b1c84ed46cc77f7677bc5df8701fa3dfa4dedb33e0b178741d645b3d2d4503fd
ace25e1f-74ec-4580-8a22-5d4806a17276	1978e0f0-cfcd-4cc8-80ca-76114958cd52	totp	\\x2e9c6bfde4692dca38ed81a7bfa11bc128cb2f4283e04d3fae33de7614ff761e1d8548abf61a9d5ce4481c3eecabf1a0a16a51be1d2f18dcdafe866e616a6c09890dc4a8cbadc2bb4d07a4993a89b77d	\\xfe8574ebfebad9643c82bac39a38abf590a7f63a81590979392d445f725d160b47e5276aa24389063de8ea651eacfbe8a9768767ce9aae4da675b374c2f057bb5e9ea8cf8124bbf938f7b42e9ddb68a0	\\x1058161a6b31348785712a04ead7d7b39430ef419f704b51c42625c6b8a9016940bb3e2e76bee569ce6b8b86b93cdede23bbe239f531155e637fe62ad3b5b851d1ec5b9b6f5f0bd2df0513709b5bc5ee292f095b9134aacacb4556c241c4f346b985fa51e8a82edbd42d27e929306c5f496093e815c8a4917f783c63eb811c56dcade30d67a327ed800a08feba1154bb620b572636ae899792b38b69d0949f1e
7180226c-ca11-453e-a952-2f3e1b24722c	7f86dc96-8919-4847-83dd-1110ca141db9	totp	\\xfe2a16883de78925726526a26c86c7dc20ac0f7761f908e3097d6b4a7005b8affb9573dc284acc6a7e503abba6a8419538642abc9fd8b41c5103b733a15f5ac1658cbf1cef3e4edbe72e4c45b2fdfb4c	\\x27acd2912aac0f1665b43c6f63d2740cdf368395b4c5291e4238badb9904406d35becdd8479235c0c7229e8565cbf16d024b136a2c5415d59cff7cec00dab2ef16f102880ac5f945003732017b47f2a0	\\xf835a9c5461d64eb6bd72204959065b791257c1f0b51f8d43c3574af6d77055aaf4a3f999c0f49ed1653d562b9f11d3f0456317a7ea144b9592f6f549d7b57d5382712135e3f77e6c1b2ab1bba3f2e82b2d43faeef7fcfa0c4b8083ed8f073f147578ef1f5caa06b45fc50f47c53fd8efd2bd88a78b6f42ba49cc2a570eb7b4cb4e13b7533a0031cca47dd9bc91328fc1cc38d17aac79aeb28fb796c3a8e171f
93aa06bf-1b78-4219-949c-a9d8a2e47729	48490e7a-6b4f-4fb3-8ec6-781cd53c92e1	totp	\\x16597d5dcc247301f7f787c10da24721bca9e8b2187c3a1169c8dee7a25ba3db52161fbb29a7e3416614988e81806ae20106be0cb4f8b69971107145aebce3dc57fa938e63aff01d9df50acaa7939e2d	\\x55dc1430ee37e39aa320c8111b1edb0e7dc0de8a7ac91847bbfe6f94460981d8850fe834bd50f39720b1b2b3883c00fcd67c773c6962bdf1249dff54607caeb1c91f8fb76ad446dc33d2966db932b7e0	\\xd32e9483bd4098772eb16ee27937b47b6f20d862861404dea6562dc3061ef7ae4a9ac21dd7bf7fe2fca43bbddcb96529b9863a0f316d9635f0fc73bc21b2170eca49f0e195ff390c409dd899023dc2014830d4e87a1c97b5f3e26083ce8bb4df86039bad1003a5858aaa22439649bdd502ef37d6d8a934f409bddf4134919b57ca9e8eef9c9aee2a2fc01d785040626e72fdf2ec7dea2f3a5e210d71427287b8
c104892d-819b-4831-a192-d9b8b692ea18	44ded947-4141-401c-832b-7d2c75f7ec19	totp	\\xbe0b94843b3bde12b4c33ee421276f615196030f8e464ae859bcbbcc2635203745fea20ee5ea91977e492c5b077b0d110b9f4f52c2a1a1217faf31d3f6fe9823d9852c3c3bf49c8201bbd68bd2dc3bfe	\\x892a947d3112ba9a3c30262a767dfbb239b955d712d8c0db2c8cfe729ed61e98387230e8ab5d681109b7c3dbea5401c896757fb643ccc9e12b10c96e0d7a7275dc037a76eb9c2529ac6a3bcdc055ea33	\\x238eb54b8c7644f4708ae407ddf358ae155827908c33892d4ceb12609c81039a038445416c0a9507cb73feb5662dc8ba9646bb33e30a5b115c20b617b0367ed4fa043e152e663e3d135ed0cf5a5d060667fb716323dd5490712b55ae389d51c6e9d359879e582e1b9fe286ec51c1d4a8cb9605699617622becad8b1bbea25a4c9196d0b86b8dfd316972d0f7eb1a69b9094d47ccfda42bef479a609aeaece1cc
bbe9eb5d-f6ce-4afe-8e13-7dbd524f153c	5ab1ae2e-798c-46a5-a7bf-c471e6c55198	totp	\\x0c39897a43a7368e5a7b2c31c714716f56f4cdade2b1cdf254662333f0dc0c9bc7e92c74e12bd40704caa2de25467ce89d69e9762e025a33d7ce3469e76173e3c676e850d5c2966e657e9ad62f4e80c0	\\x56855ffe05eb723d9f0167e485254294a0c179fc47ec9caaa7087ceb4a1c1f2a139255660a844b04c6c9cd271e933844bfd8ac35c525f5771a82e9dbd6f67ae5da2590b3ccbef44e82a05ff6b5323f98	\\x3b8def21baff0cc4345a933dd1ff3afaa1b6dbc4175a72074cf39c956b1358e407186eb181d3b904ee6736bf368254152155d294a1a8d250a09600e420ffb460b35dc6e5b9b5f8895bdad9311d9ed67153d7375782b4efff98c0635edd114ae2290376451b4125114eb4db54f6942e1a24ffdb235d2e178470e3abd5fec38af04d0ada36639a042278db0dca16821c6d36fa6c27ec7acc058cdf5384cf3aafc9
57f92e34-6870-422d-891f-ef69c41373e8	594d1dbf-ee6b-4160-92a5-6c67f559881a	totp	\\x086d22ca146c935c5dfe6680a924c8ece6c94df48d7b9e1bc26373ce6d8567203fc4a69db50f853c6915b0aa4e6f77d251628e201c027baf9b5d39d811d042b284e9a6424d93c636c4d0f7dd91068b8e	\\x26a3dada166aa7b865124cbced7c8147e5f04c8f52cbfbd9909bff65b43f9c30b18f66cad772dc0972ef1f289af879cd92acc29eea036e3f66c1a29236648b859e6a872c03081540bcec3ae86c98fd5a	\\x228884cb3fa16c29a4cba4c8bcaa14cfd3cfcf38619a7f9ab5944f9697c782ecb7ff75b50d8f178b1ae6aac5a2b892eec49b66387dd0e9a98e4c1a52ff2ec89c01375e41afc3932d00643fd05c10c31fe554108c8ce644e7ee4ed65997d5e7fa44831f0170068d4b840760395076513cc499064b08150ffe5364e744657023e0e6f639000a98faec12f4a02abca0863a0d0851d0aa6dad0e65a217776d987489
38539c98-0012-4b04-91cf-be5322925133	cf1826f7-f227-479e-8339-5018f151bf53	totp	\\xd94fb86ab7772454f4bda2415a3beffe762a7f6562825a608428224ff3af6583c67b761af15a53f2df4129c425378592c24777ed7da96570559bcad33525902268eef57ebcd8b7d5d3a61fffe0fd1a21	\\x954035be379f918d5c781722549817e08ff028a9c6a1ab18e0c325c860903b14e3792f30a852ead070b4fdf888ef67b9afa3c4aebe66dd73f58e48b6a9e0c16a948b8cebb2555e8d043eab281657733e	\\xbfa6e3454774c4dd8f6305bc1ec3dc1807cc9be45558aef6c2244900e1adbd3ad3713eb17421915e4e6129d98472fe6832dc9fe4d70b3c4744c8e7ad568022f02509d7c4048dc66ce81c381ba2dc7c47e811efadea71779d057a7a1659686f8be3e2c6338c73f092f5f1cc9624f0a7d2ce9e22a809093cebb9bbd6652d2f5274fc0d9cd6c4b90af6e66e9ebddbe11513300eeb4cc138cc56a41148cc43c297ed
2600f6c1-6185-4585-963e-feff77b7758e	9c60f455-a8bb-4aa3-b26f-6f66e2279af1	totp	\\xc1b3f250f5f05eb9e18fb7d084663396d17335aaedaf5e69356d499fd6167936c351791dec4493b97a860149978adcec0312c5b223ff0528b4c6853c81bd0de455994af1cd013c7d964b0bb7a9415001	\\x1afe585f518f76015cbc1f9573cc1b761900b33e82580494543db35d1e816c37c59eb05b760594c55a47c38bc8da193c5f866a3567c5f86cbb1f0cd26582733ecd226076afe0dfae4d6b221b5c237a5b	\\x41afe84d9d666ab70dc30c92829d0f6497dc60a1888c4281cb4cac1a95eeeb11bfcd5c4c6ce0877f4f60b3fbff48a3d275d2713cd14e1f0bb8871bea36e523196a62b6590aae38a773d59de8b9cf0bb5218b5c4f067697a0dd7bed93096f86c2875e9badbac0d89cd2bf4c1b5b121570f1613cbf7142bac1ff8ae11ed5eea684f29fb5b297db80d7ba108c724edf47cf54cb79053a8829bebd4dc1c065742caa
4bd41b0a-41e3-4aad-b4aa-3c06db128435	9b44b95b-5d1e-4d2e-bc81-f57b998a829a	totp	\\xf0e39e178651ab8e4a76bfb03d7cd4e9c32d94c5e1141e2ce12a20358012467ab719d576c6d9701fb00dab9d1da3e04710b240f4425f068d217cd0e6d1ac94aba2f010a4408f46074665fa6616b0bf9c	\\x4fd2ae19d6fa03b2a8dd23463fb2aa027e297ac35828cb90856463fa271069fd09d87e8875a014acf7d68e44cf178770070bcae9123aefd19647c367a19ed3e52b50660d83cf0aba6cd9ff7896e4bc6c	\\x552f605d05bec85945e33bd8e6200abd8a603fe57c75b93fa59a07c2c730c31d4d9339edc68da8f51efdc7981ee092eed8af27c086c7432428aac270b325f5d12d6bbe18bb05eca89c81bd3fee751cca169f72f6929a65e18954f6c112d22027b939985133dd9fa07c6c0f46bddb1096180d129bcc1947f37b586c0487bc06683a85a1fc3f932c7945eda9c7a4f0e836d5385f853407be44f7670e84505da0a2
873d6548-fab1-4a04-a34a-944a690d8a4e	b6b3f8ba-b3ca-464d-8142-b395ee0238f7	totp	\\xad782cc3d0c19bf537d12ee27e6ebfa0f9a1256cac0e3f7bb7f7894ac990c38e4bf0e9e1be33515cbe6d9402c4a731024544991c2c836627bfa6c9cedb2a56c28866beb46ae8d03701a08a08a5bfe01f	\\xd0a9175c713e16763d09c2680e64fffedede54bdf749e78ed78e9dbda6269572f14568bda00b8db153e4dba1dea4fa7d519aac032991c0c8b0622e3b0c26e23e200f5838c1ea293d9f64ccdee7eaa8b5	\\x3ef6fece8fd7d0f6a789b44c10efb64f1a5b121f89e0802af6acfbb03baff8d99edce051d7b0ecc24209015afb10d85cfbd8f4088a24086b23ae44cfbbff419cea94cc67cc7f61046cad5cbe6039e70105218720b39799778630d66193cae5e491605fb9fda30bcd28af44b1d0aec75f0fcb154018bf3b4a16b01486ad36ccfaf449010f29876097b52790787d1d8be1a566a8f06224ce3201a234ce1b846858
770e91a6-0517-4e36-ac1a-bf5d4fb21112	065c616e-da07-4c80-a9cf-c9561d62fbef	totp	\\xb4a599849ad6a93d53072cd25c3ea3f94863394d344b3e078d14f5fba2bdb5f176c0ec3fc6ed901bd5c019a8101d8d6cffe752b9fa5943c436bb144467eb431be46d2c93f2739d358485e3a458ed9bee	\\x9dd686f6c47deea73a05aeac47965ce3996b1678cd9e96c2e126156cab9791668f40af785bd64c476fdbccca4df8e8db92199321e5d8176669890203f697b9a54d969b1ebfaa4d25498d168a3e4cc896	\\xc722fa0e59f94ed731ca93d7fe58b90aacc12c650040a320977fbfd61d14b7a30dc1c67c73568837c017f8577810234f03df0a60feb2c5d97e7ba098d0a80761fd762722e2c92a24bb50a09d94423cc5ab5117bc2721982a077f1997e7edcbd2bb66445fd6366749861ea750035021d0753fccc41f59235dc3e1a0b5245234ea736a77e5d64ab379eba1e419e2f3b05e28f7ae183400e91fef312b15e0139c63
f6af7e45-e767-4eae-b68b-8c198205ee10	44d0c817-ec9f-4b91-8805-6b2a0406bfae	totp	\\x54026193e1b707e03e98a90381845f5b79cee2bf1791a485455c0a6078f756e3ba99142ef82c1a7f1e22dab129d03794fc9e4362145a3d07b69d4fa6ee7f9e58fb6dbe4b2104ddc458be21d3ab2f6bb8	\\x93132303565732b7803fa802eb577f77e5f53789a1d094c4df69ff8f6e06b96b11972f2d444cc7bf759994e53081f2dbf1b695cdaaa269befb70a77d6334c40f3294e669ebbb092c639c3116afc814e1	\\xa68501139ecb912b1164785967cef389638cc6cbac0e11ef18f077998cf1986390c80c790354cf1c717e66f0b5190bc1e963481efb335c3f4d87f459fffdfc9b6d84a68209ae12cc4a017594daec90e7c1bff3f5d4f161d842ab00bc2a36f7cd5197f738eb02a16ecffb65aef5ae2df7dbc3cf48a5ec61646d0b61c7244fe855dc11dd20b465e40995624fef1579b9315a7cbf0fdee0b5141548afce9e685674
aac3bb24-e912-4325-af40-5c0e1ba6d258	03ea1c4a-883b-470b-a325-2aa9aa575e36	totp	\\x646731062bd7a8eb033b1cd376084a952f103824b254321d63df93fd0c76d7586a4ba3cd29b8d284551e961a3f302f32ad45710f40a0527ee124a9895ace60464a83c11d29319156622827d1e2401c78	\\x6c6f5dfa300d68023f6aed6f4988ca108c659713e2edea87cdc3ee9e4cdd919990b09de4fadbb9e05e8a5d718c6223279acde47b009ef2e1a7ac9828ba2ed147fc6930341278c3fa34f1ee60d4a283d2	\\xefb05b37f53830e8fb42bbe62bf3d40807cb059e8b43244811131ac27376f4d88bbe59c1028c4a9fbb39fcc95ee7301985da7288ef3cb6b2e9626a9543da42e0530896a8d4c116d3565a8647123b957af5bcec9e2bb20fdcca371d1cf54a6c471b0b572906c770dc4cf29ef9ec9a2e43c901e94e87225aaaa91245d68c734c5164064ae44bebd0878f40678d9bf2babde9b74654252ffb71261d182bd3889adb
dc448f4b-d2f1-4b25-b52c-1001980a0dfb	95d21570-cc51-409f-8829-4140dc9c7136	totp	\\x6f6f15239028c1438dbe072d447aa130c872c779aa5b311fccdc528019f555b39fe947d12a87fbd784f0cac2b8360647d5888935754def11fc95ef9af625ddac678247b213fa180eebb5f8780bfb440d	\\x613761dfebb8116f48e5c208313d02fa4ce251adbe4a944429d31c9e22962823bd340e54a1f7868a21f5e6b1107a00d08de7c8ee3662a01bef8ac9a218768b836920ea9edb9da13a8529912dce905115	\\xc33cb45dacaeaa458082cf0a430be9ccbaf9adc40e528dfa87c6652d5754ac5064b81d990dce052599c2842f66f2ec9949290a8aeab72f27e0b20391baa7f765ea25c1553f22a66c198584f4593eb79ec1c3c35a2391b9ff1931eb043642eff6a180025d2403ef9ef9ffb76dcc756818834524816a11208b8f23e5315f8ef1577a0227f7c01168e98f995dba73597fd4217a05e1d5d8125cfc767c8900c9572a
319e273a-ffb1-493e-95b0-f9cbe1c1bf46	0a9d6819-e8ce-494d-aa07-5aa0784b8dea	totp	\\x446de33cc9ec3a5197992a71794bc81dd1a80e056aa6047e9fa76390d39dda2ee87166cc7704e92ba78390e8c6094a258e7e81bb340c5af238a62f8d7acea9a238711fa64f3633e89917d7cbe780bb94	\\xca3372932fec5d18f26ce2d326ee2a9ddf1b8b897adbf733226da390a3906502136d9a9728dd5c47379287675a31276826788bcfe9b708a3df33efb532ec7dc488999df78b36c423609fb4adea883d43	\\xeac7d8648a710284ee589c61a44d753ab28b3ffa31ffd5d7fed7968b15ff7af24e2cd2984c6ecae9d9ca5d0193f1948cbc7313cfd5706518ef9c26fc9841081ab6ea13b9b674a7a3000ca73d2e3b04a3e59c11fec5374445f5420261805aca09efb7411208f8ef0bf615a184638706a61def6eec0397a367f3ffa07a7c1564f77e0da219958fa0752708ed316fa0c7eeca9bc9275fc40f700926838e0264752f
a49aa0ba-bffa-4f7f-a3d5-c9faca767014	c6825d43-2286-4f1c-a6f9-55f2b710ada5	totp	\\x76b3d883a739b33082a097c560c0a141c2aa51077cddc3009e61cc2f5e4c656ea17a802e46da64bcc4cd18478e35c315695f9ddcfb02170388c9a99945c9d0993491be4a972bd5fd6acf67d8903ebdef	\\xe4d2eed1ea6796e45bddcf621729a2c82b713200b3fa8ee89dc30165f43d7ea88ee3e7b087d81403620f2194a1c89780132a43f7a69127e2650fb8a94ad9d238596906960fbfe252030134f10ab0ff4a	\\x2fb2ac08d26597068eb01dbdc9ddaa05d2aa980506672740d5d446bead369e5fcd86755a063b67b80726dfe75a6095a559698110ce08341b1da54e7b66e45b14a50a18b77a17450116aa76e16296115b9eeb3b855b0b18d7b04d09447e6ea816a74292745d05c737407b70557a12dee27bea80cc846f529d4a582f4f0a5fefc4f53e6f9a5449a148e27e54b90cf20c377bfe90c465605e0a4097471078794eda
651c5924-e900-448f-98ae-51512b771c21	96566165-06ab-44cc-812d-a669a216f3ef	totp	\\x8a19aac35f79d8a535f55af9448088a89e003cd6c1de64054ef7056b67a171f760556a91c19608ccbf44678ca93a737be429b3b97bd9c4ffb63541ca77dc77e86670f6d50718eca8e58a68854cd63eef	\\x38624fa29309f6b6dc2fb7c5a87dd7bbac6954a64772bef62b3141866ffc6459e189b5980a4206bad8b2bac09cfcb981bd9d9f01feb6b6ff1efc3da91e974f802ba5b4b36c1a0586368a1e5318728382	\\x981e0aa7cd86fd767319cfd5d535242da948aecb3d866cbfd1e667fd6f30411f99f046ac66017e400d81a441276a7a69a5ffa57f25e4c69babde1f28a38a166291ac70ca4fbe71a33e388b0c07fdb44a213e03044044bca70a9719045f3199078ded96964266d4b454e5539e4ba5830038e28927b3efbb5ddfc217fb43bc4ecb510e6f5e7a7d73dc727302c3097b9294838adb193a6ffdb87e097fb693befb2d
2321ee88-52a3-4003-9260-b5d75baad61c	ea880297-7e51-4cbd-a441-97179108aa3b	totp	\\x47fc4585d0ed07413e585d273e09087b0fb06446f86b41c200fa9d6840545564c7d5312334adcd706a105a9814745d0f693c97d9be94066a684eedef29b0ae159c7055c32703448aa0c702d8ab8802ed	\\x53a82edb02828946793fcecc0d73a4d972729f1d6afbf1e3aaf54b5186765b08edef2bc167aa51fc4e4faff1523dcf10d369f1b6319a79247e33f7ede48c62f58f6b9188de4c8423e36314e4d75f6e44	\\xafe518807fff96d7ab124250a37d60806a09ba981a70ac33f915b1c2a60e0705e1531846a68c836dc303b85f6138de7518463ac0347299d04cbe5cff442c1fffb3366e641d17dbafea3863743d64ae3cf63b357dc1302168d44e34d7be08ab49ee3db4e484c2eda9e471ee62975190bd8a9e4f243376c41966b2cd90be06c4d76e020f2dd926c9b7a075532c5c82f83938f4c43323c0e600e4447515723a53c1
4860a25f-2491-47f4-a0e2-317ba6be259d	976dcfbb-aa62-48a1-949a-6739d7ea5332	totp	\\x7299a0fe3bde1580cf2d4e17d3d60aad387abe2958207dbaccbe4c221d02c5bbdb966047d7018a8e7d2654c2779269863bc769215844451554cb9b133f715cd8f19a09db55267393a41cc0ec40c1c85e	\\xf0cb47e61958b397789ea1e286a38db750eb12564d822f7d1c00a6d69cfa7616f21ac28a3d75e01fd17f6caa9be361071545ca9c941f41b071dc478bfefb563b03381573e3156aa4aeed0ea3854bf8b3	\\x03ff66c1c30a0afe9e831ca0a7d39158434a872db599c93f5c30c34b40ff49ad6e1e55ce26ed401ad1d91b5de3d3285cc92b378b6c7bf5acafcae586dbc5a36abb518beae406cd8912757fc43fa4f9c75cf49fdfd218a7632f00bf224c1b700e576635cd67468c83fb96da84cfa50f0db9bbc285aeaf245b2d9ae0721e1aedf6e684419ef1dcb1cf58c5ffd20d0807f5f20eced31b449e97c86bb17e53953b9f
\.


--
-- Data for Name: inbox_item; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.inbox_item (id, account_id, sealed) FROM stdin;
3382d104-659e-41dd-b6db-f1b13b987972	2c6b27db-2445-4464-8e00-0e674e6e83b6	\\x72fd4bc7dfb489beb83c7e913c05dda0bb6f5f3839f72bd3ef2db8778d92887536c88b0d5cdb3a047114f35777160bed94cde0cda60f24ff321e049707add3b1fb1510dbf1c297a0042a9a0dc297a84563ecc9c6c65e71e281f2b55b35e072cd1fc8dfff573d1d582cfa11d73d46cbd9d3e102b9636b0e48
227604d7-4246-45d5-9ed6-8bd715243002	6e4b4041-63f9-4086-bd92-7a6629a2aaaf	\\x26dda69a7bb6d3f409196e45242ee38d22006534d49e2497d24a85d98b41ac0a394f41026a015d6347b1d972efec5e7043de3b073061fea715f24dd83f2fc3f5a114116b1619c6adcdc31ad1cbfce6a21739dd1676607746ea4ac8420797fe36ffd8c6ec29e8522a3b35de5ee359cc7fb3d7d402bf7946be
b138e35d-8140-4a47-b391-a32e0fdcc978	9ab531f6-99c5-4c20-8fbe-0ddf086a425f	\\x620b2ca65f2fdc3b3d3525319edcab0f42fff8cf39ef2e35b88c3bae60c8242393bdf4462e59d30e98f1bc7100422fc3ca46ef9650d4d0effd8691f07fe7bece900a642a5eac2b7509dfe3eefa08d3235f983a992331db1ced44fa6978766176402a64f4a487020758b916e3d3def693af213cb176dd151f
75a75ebc-80d1-4f0e-9356-dd6f9123e2c6	5ad0cd99-5c57-41ce-b56f-d32ba70a3eab	\\xd215918e5b8f70a470bc15bc01045f8a9d8c9846dd7069ef187e923feb1d753caf43bd780b46b3cc4e9119c4aac0e0da3c147432621cf41a11ed80e1ccb07249ded306a7f8d38aeae85cc97b04254f93a2d7948eef098c7fdc27356290d1520a7faedfd1f445e54bd39005aa18355bed07fd1953c52b8562
87dc4c91-05d5-47b8-8c33-7bf0d5ed7397	421d78e6-6719-4fcb-b18c-15d70a17244e	\\x4d4414664cc6c8fbcda6f0fcdb1402107fc98257594ace00d6487dcb0c253cfdcd78fcefb22c098843cf2f7b175bdf3a4b947c3a8e322c84a185ffa602bd11ef0187b0ca65344aede76804d1b8b3bf28ee255724b75ac5e54ecc4fb0eca3e11f491da7255ade979fea5157543a12fb5ae00a3221f3a4a931
984f3775-ba12-4fe2-8c5b-218f8b1f94a1	83778e81-7ca0-46ce-8732-37b7c84c0ee1	\\xdba9abae96e8005f403a55acb290d97d8606424248763e2a86e99afefac03cab465dbac7b3cde803cf34b7243f0d8cb24675f9f7a696fd83a99d19b57c4259475a60836aaf997c583c4c943ca9a029c4570ba0725ba5c69582c6b38c622c6e7423ed725daa738208500702c9431e3a5298cc221d2cdaf454
f7b5c0c2-db40-4498-925a-731f3c9eaef7	3128f95d-61e5-4202-a4dd-d01f0fd02ac0	\\x7acea5baff44899e9b43783d83d30e9d8906ab73ac5a7a891d6111aa409a087a931f14ca897ae2ce1470eafd0cf30055c184d2b0f576f60e1c502531d3be41fc67c3e3d0af561f21f35fbbeb1b5e0e012927c4f73910a65c3398d3b71ba222eafbca54e3120cdea61aadfdbac7ae7a38573fce272eef0417
a9d851e4-8709-4e05-b560-e6b2c84bf73d	0b7de984-bf95-420b-a5a6-e633ca92b554	\\x3ff9d0042441cc8bb48bdaa36b9e92ba358710f5f2d55c123b22949746917e8f41e90cac9ef942252f0171da5b0ac7ea2d0968ea467b4dd76b728e62cfd2047a82ba338b181e93bfd5ca3c0f1c1c286c863439ec4ddbbf91cbff555d2e0e91bab3ec81ea36a192ae67b71ff35822d886d7b041d483f48e44
3b7a94c2-a77c-42ea-9ea5-391fded6e0c1	7a58161a-9f59-4a76-b336-aeb0680c571f	\\x69adcde454c0fef5fb04d6d1dc2984d60528b2f3302fe190f88c21cf288339d683d9c6e82761865e44b6b5f7ddc2e7eeae7b16b83c60e9c70c82bdd49015ae91ac392c1646b2a17cc1becf8e06fc5e8f45c1cbc1a861def215e4b97052692fb0854a434dce60b4e4baabcc4e28b0185f4aeba7b93137eeec
bdee8e06-72b7-453b-9bcc-29350705fff8	a79143e9-14cd-4b21-83b3-9fb3b13fcf13	\\x16af7cbc93e1d3cb6c09991c676cf405165863247639630dfc6f124d163a88f8e9bc0cad4a63e2295aec8dee43e8857c26b89b9808b07b15fd13c831c04ed10acc09a82407f96544518e04c6738c2f1c447a7e83f25738f28108ebb601852fb281d7aa82e09f7ec898903968e503999ad0a26c35de8521c9
486502f0-f501-4560-af7e-add783c8e8b0	8af670e4-8730-49f6-b022-0e219abd1cf4	\\x1810d498d7d001e1e0e59ea77a0149cce54201992fbb170ae63e8d8641dfa225ce2fdbf0fa1454702e5acba28a80f5a32948795f60bfe9f86dd9a43f6976a00dc13305e9ecfd76f1861e126aef266a13ff99d9c12453944db7109a14f29e49e9178342f039d0a993a2f9d2b007b71dedf368f8bc96a7da7f
f134a84e-7c44-4f0e-8035-d09124d6001d	16953977-59b4-489c-95c6-c6da3b4918c4	\\x923f443766f9d195c230e7a0dead233c0c1fd1c6e930dd6ccd654cd6ce4ede82bedf7f61431b615d771ef7a012e884299acade8ab56cfb6f4c235e9dea1095096f8173088d142b7c20144f03e5d0faf7e83af0b7973b86e1af014ca49e4dd1c69b6f401e8da87254fe7aea181b61aedc3174957108f6d12a
6badd679-ce05-4585-8323-ddecbe10b3ff	931d9e79-be92-44bb-acd1-c4c0622e2061	\\xb010c9969f332528ecb76be4744979a6947dfa89de0b0867221d7b8006a326c9ac268117ecab00576769d993593ee8e9d5bfdb5abfdc9d137f126ffcc089b871b85b73a59f3765af405e56d9af25b272fc37fedb5e034d3992258d26209c19d2bdc4d950c3f32119f0e3daa321c89fdc7a11e95e7702617f
58b3cc6c-feac-4525-a2c9-8e96c4762c32	0d05ace5-931b-4751-8bf7-3b72e760f438	\\xf1eddb842e09ede149ea23e454bf9636dc23e48f0206ee9f064ec2fee4f363e0cb7bb9b21a0937c68d17b88df00d49cb84cbe9a894e66eaf8f1c3e5dd27f5351134f7947f27d82a98c564b24088d31da8c587561b9edb756641272d4bffa0c881fa1be5829c5af3f195353c84ebfdd6180ac32a748aff369
2aad2d8f-fe6c-4770-b693-ca3822951028	2c362b63-eee8-4910-9b8d-82ae10a0e277	\\xa298784f82167f1ed2a8b2b8e74e8a82ae9544f1ed597b2c94f3e9860f672b3978025c5fe98ac0206ae56d9ad6ffa9d89fd1da548456c45af65be481eeebfc759328e5d0f15cc983650acc8712c521da539767b1b0d8ec745b4fbd3dffa0678f55a4c46a6fef999bde5ab4ec151697f0498d2cb56179b44f
f04e319e-b729-4cb6-a9dc-53d206544bdc	953574d2-da69-4780-b0de-fc6561c765be	\\x569a19a45a3c9c9525b4370297763543b36e301c6b5cf37f21c521007a926b8fc489d68ca788c7b6bab0f228318082595946d2a8c4ec031c7d757bd63e767f22113b366f63572bbe02fa25833e2e8fb55ffc8b7b983d526046ceb51add81e8f8b66ad06f9d46e79d9580766094de1d6b208deb8b5c67b230
0aba47fc-eb1a-4fc7-bfca-6c28fa50f54c	383c0aff-7b3c-4a02-913d-cb8c5fc53ceb	\\x5d5354e1ca6297db55ea51f0fd200864ab8dd1889524aacd09f42235818ba0abe5bfb0543779d01c09291241214b0f729ce18a45f67981ee7aa52467f91ab30622c6f097ac991ec48816436860d035ccd8c0c31ca3bb17313a1f886267df238d74d7b813bc8be339bbaed3645079c771724d40b5e3a599a2
959f054d-1cac-4df8-96fd-99ec4a93ca4a	28f38b2f-242f-4cd8-aaca-72effd8284e9	\\xbc0b260dea90247c5a3f46ff81ff6353ca1702ed831009a84eac36fa4e5461aeab93a706dc058379b4f18fab9c02e87d77d4a3c5de4eaac9bcca187157b4b052bdfa13bbeb47f7c95037e3d643082e73907e3bdcf864a36a8438d884a0b10c63dc789865ffd74e6023f071b54f72478cb07c653e57fba8fd
2f62bd90-fd1e-4b54-931f-64c29e5fcb82	47ff0199-aca5-4f4f-ba49-e5f6c5db19f7	\\xfbb57a16ed7a9119d753fdfe1df9af52191bb90f7f794324dde0e574b82f8944291b21c740ca85515c748cacacf943c29761f895cbd807e292a7ddf511133155780ee358c81326dd479fd85815d50c48497ab01621ca01cb7e226641d3481b95f3d641bcd367e6c6ed423bf63bf44803993c3ddc6ae482d7
55afb50c-5e66-4449-a773-c539798c87e1	4e9c72a0-f73a-449f-8925-3a879b344ea2	\\x78b6c345fee642824d6a988f65f4e147325fda5e9ee4893a35131659e144067f1f76e6dba16ef5da83db0ba1dd52e5de544c1d2fc3d213c9e64d8db41b2a5b0515fabf9776bbb93955ae9fbbe013e6fadbc38a852e1e51ce726e5bb3a788cea67890de98f938ba7a2f0a7de29feaa20fd52955a51304ee3f
408f05cb-2c48-4149-8a86-23d3d18ff1f6	4e46720c-f1bc-4cfe-9d84-6ca0cb016e8a	\\x28497c34e71f98130b7ed4ed88091abd3c8dbf659f85a7ff1987a1e15cad5e01f54e61e2e9f1bfa960d6c79065db5e596c8eb885b5104d47bc9c1ec7cf46849f5b5e8f8b7f1214dc74ccd194b512e58a0680a0278c7dcbc75a3bcf1dfe5681aab56690017176a9e25da0bbe3e52ecd663c299216813a4c57
57e7a760-73ab-4393-9517-0bcf4581232f	1978e0f0-cfcd-4cc8-80ca-76114958cd52	\\xc3eb15f5308b068178ca4e904cc764a7ca23e1133281839022e412137baf2a29258cafde883491c87ad12a1a3830e489b7c8fde9bea65bc6419237726d0a2adae37663f9c34242d94f4383209aee5efc1234ebf905a46063d8dda146c879f442956bbfb2c1dded46c7016d9e17b284178df27b59bc799300
b05efc8e-616b-434b-9ee9-5d655c36b977	7f86dc96-8919-4847-83dd-1110ca141db9	\\xedc0587f3ea5c85d1bc143c0fff8c1463d4e7b6b57de97c24cf2ebcab849e5cc8de001343364bd258eb2b687ad249d4ee4ca319c3fd9c8fd1e677a7e722ad754d5395c9c97b9046d2b9a5ac5f92fbbb3cc4f508d2dac39ec870160822589cc27479b591fb4f23442e04dafd1bdc61ac435af5b07702e5a0e
59e38066-973a-4a4a-9e86-c4803230cc0c	48490e7a-6b4f-4fb3-8ec6-781cd53c92e1	\\x370fcc9b8ba244b3eb5ec469ef535c447cc9228178f3fdd43bbee8f8fff6b8d8c39d82cc1fbce01d380a2bb1634d429faeeee4190ffdc7924ce86cbefc91ceda65f4c0d5742c6ca380ef6a1e29a925b1fa4da70786e2e7e3355dc634b8891a7d8188dc38901bb327cb0af33be1310ff0017484298f87b310
56000df4-7d06-4874-8fc3-a8a92849ed4b	44ded947-4141-401c-832b-7d2c75f7ec19	\\xa37d7906af99ae6ae85cbdcf518c6b878564d3f0cf176c2b88f9d752f2eb766b5543c3f38162f3d828ee784807718427e658620c6d64a2f6b028136c9542e0244044f6a71bc068620ce01394d0192f2249f5f08b35fdb709868a69b0290cf04a96d8df1c139178d742b61ecfb38b95ba93cb3ae0475913f9
cac1dcbe-0244-49b1-be02-c7d6bcf839e4	5ab1ae2e-798c-46a5-a7bf-c471e6c55198	\\xd053d1bc3bee06cbcf99cabbbcf58648b80ad62cd808d80f011e2d9ce44cfbf52002bfbe961bdf25d33619eae1d8071ecb8c24225a23fac98d81846472d5799d5eddb17a543d15a0e564bb43763d15c831c77e2e1da3ff08606f3cca4a4335b89e42b1186433c9ec535912419de2adc0620a3b17de7b6e73
6e2e63c0-f7ba-4b5f-9403-198a1f0be475	594d1dbf-ee6b-4160-92a5-6c67f559881a	\\xfdc23f236520fdc0b85f9ba0b759bdd778fb91542b1e177a135690cb706528eb1bfb2384956e342b751b9fa9ec3c2f09538262bc0e5c9b85be9cefcab733b909cdb11493a8719018ee2d65cd4ef3a2de18efe96e509a1ed15507b3cbab3dcf1fc1ff4540fcd796e62cabb8fb8a1bc38e224458afea17cfbe
24dfd68b-0594-4e3e-bfed-0327bc53bd17	cf1826f7-f227-479e-8339-5018f151bf53	\\xcf1542d2b4198bcc623879952fb1db0e5cce68845c794bd904afd1390afa9c13a3b60b1cebff369f8a525d426d3ddf4bbf29f77ba97de4cc6191afc3577a68efe66c4b852948d1242fca7de04e0048e1e60452c6f87fc5046fa4d9d0b16eca4e1783ffad9bb3962de282941aadbef73272513a7cb93b0b23
75bba6a5-6969-40da-b6b8-2099868336c9	9c60f455-a8bb-4aa3-b26f-6f66e2279af1	\\x8fa22b389485f506e6d9d54dc83ea997225e8c01de10c651e0d37a847a98548b37110c14a4e6c56326c50df269b8353a767d9bb145fecd4678497f05509f248bd35e6199874d3ea1c5d0b729ec2ccd42d7845ef29a1a0a73394d7af81f863fdb465338441fc2ea08cd06ab3c96a37e2fc5da2b5b4af0ffed
8b5f2abd-a7cc-4559-8b0d-2bff1cceb823	9b44b95b-5d1e-4d2e-bc81-f57b998a829a	\\xab9d422a6523daae27de2d3842788518912d7f2978b7dd0889bab7c959cda44e2e50ab58c6a08a6c89e821ab36d21875e012ba738b6120814a55750ec4da12c171e61f8719e80b64bcbb6e8a4116c8c0016c3bf1f00fe643a88cd0908b80a6f5f5e1e35d39da29508b785c15dfd055624557c959869689f0
cef8ec90-e0c1-4803-bbe4-8acae5c0702a	b6b3f8ba-b3ca-464d-8142-b395ee0238f7	\\xf60984f98f97764a9a2d861727924e9418dbd828c39f3578b60fcf78b97f2018cc9baa28b20d86aa8b95ec1594abe1717fd6cb9821525ece3082a97e9f9ab356049056c7224e9a3774d2e3f238670cb06acf70e8f1f755bfa625824de69dfd7cd0d2c912e6e191b7b59f2339da0dcb99be0ebad2a5219900
3aa13475-fd54-4c8b-9606-a372664c75fc	065c616e-da07-4c80-a9cf-c9561d62fbef	\\xd08eeb6e4b5362f58b9eb5507672983fd8e0a2336785d68a409795316ca1aede43c3d497df3175ab8a5d43802237e533c39ac79b0b1a12fe0e30ceb7166d5966f27d2dc5a0fd44d7184080706973efb4d4c1accb728de1004f89e5c2d7a249973aa0e00ee33e9943f3b98a8d03d8a5d2a6013259348ed401
e013677d-90b1-4827-882a-82e6cbeb1584	44d0c817-ec9f-4b91-8805-6b2a0406bfae	\\x6665e400a16ee0f01e1af5a7bd3fd34854bc1c270e0d9a46fa8c812b8f1f8e7504ba5612fcf035936e46be5cb952658db5eac8b8d44dd7176c4a81ff33096809acb31f1a74d3f94b90b5557fe267348a32c723a7676e610c08ae4c777238f6399563430487b19bb037bffff75ed1f1a0d1304c9c5633dae2
fbb816b9-ac11-4236-9080-d66c1cb0c7dc	03ea1c4a-883b-470b-a325-2aa9aa575e36	\\xe165d259b7156a353ba93a0defc643999d9ef147dbb022a6d39ca65365399d064800c78e24e028e0741abc3ba7dde60aa8cd38c20195d2db5d4891f7e3d0689bd6c92708f51e82c020c9ba76c8671c1fc8eb87c1eb1d2d18942beeabab99638471c93185a0cfdec229615e120620b4356fb73cc2411ba2b3
944696f6-2f01-4dd3-a014-2d459fa85389	95d21570-cc51-409f-8829-4140dc9c7136	\\xe563df85540b97ba88493eee5242adb59bba27cd005be6aef5a3a57479eb7ebc6e538c38ee5bd7bb00885dcf01f80b5918e2a2e5a30e2d3014c063aca5b267600f341848aee0bd085f49890e5ed6c7921d24fe228486df0b545c7ce4345d69067d3d9016c002f3d6e0227de6f340dc8709faf1e86bef94d8
c43961d3-5730-4ff4-a41d-b7385b11acb8	0a9d6819-e8ce-494d-aa07-5aa0784b8dea	\\x7b267dd5ce65ca304e183ee34590c2a7e36adce426d884f22a7a14f30db1c33998a64d784545b9fad13174458c28f4a75075d68d87fa4ae9982cc74bc18f645f1a7f991a6a3f258ed59f3fbc9c782c773cb1964ff9b774195a037a90664a29fd1b2684060894943dc765a6ac5a07532537c1e1d194748fe9
f13965da-dede-4c5a-94ba-12b8492f7d2b	c6825d43-2286-4f1c-a6f9-55f2b710ada5	\\x42a942f51d22c021e53f2ac84ef8ce6751a739b44ed6ab45fa2e0af9841c1a55783b6209bfd15d0765b4169385b27e5bd29087bdbfc6d8f62f67cf777384634c2e31d79b0456dd343dfeb7da5b12c13745cae5dfbbd26359c96404c7b02f157cb7073372f6f9e129c46f5701dc44e34023f45a1b36727bed
c6274dcd-9f4f-4443-9cd6-7d1ca3429ddf	96566165-06ab-44cc-812d-a669a216f3ef	\\x0bd50c177b5e4f75fc4afe78a4fa68d675776f0974d66f2be3061e994ade89227b2b6dfb6e5c1ff810fe75364c236010181308b47c866008df85ebfeeb503cb8f6721906660d5a1804d6f6865a6fb25c4375aa68c18538c823dedf74857e353d0ff086b71678b5a03afee545b3e0b6fad79633bf4cd3c0c4
6a21a125-4778-425b-985a-aae105fc8dd8	ea880297-7e51-4cbd-a441-97179108aa3b	\\x78d88174265ded05b4e4f5c6d1ed6a5222d0e32558914511096f23700bd72f7e871c6733b93183e35528707477d1b0372c928971bd44e4315ebbc0bee297a104c2134b177eefe8666226a76dfab99cc8199bb00ead50694c3718f973797b6974bac0de16fc25d9183ac26a980938a0edb706a33e2c019a21
b1a9c223-a83e-4dbb-ba8f-edb03418b1f2	976dcfbb-aa62-48a1-949a-6739d7ea5332	\\x452b4a5596d895c3fc38910c72c0ce667453f1780bec52b29bfa780163671a15171b3db8d1baae2f6bd89784353153e81b68a5b84f049c9f8775ed367b420cf2e90c3001d1fc42bfe32ef869cf8bd6d607baeb0110277a5bb5b43aed8fb918128c6cb8fe43ee3caa8c76cc3b5a76b07b92f4a072e24ba71e
\.


--
-- Data for Name: invitation; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.invitation (locator, account_id, wrapped_kw, sealed, expires_on, mac) FROM stdin;
\\x6ff75ffe37847506b04cc205c527eab0	3128f95d-61e5-4202-a4dd-d01f0fd02ac0	\\x74813f0afea2b4b1fe5b1657b7906bdedd86bf76eb1c0a47eaba3f76174936e649dae607dc0bd905328f51609999b8fdc7c4cb6410d0b6f93eb65d482aff042aea75a3840b62ffb825ecf937c321228dd8dff858b29668c905f4591294220da5b283d57849d4621c1afe7069a6fa	\\x11114f891868ca3dedbfaad32b93a61da411c60581ba1b020270ecffdf34e1c3cbaefb311c33326d00f83a695246308b5a4893b18ea5bc3db994bc0352962564268a962bd3a2e562fd485bc72005e3f0891cffdf8eca0bcbd7de7e495ef92fdb86afc35e16a6f2138d4a454a2b66d07a0171df27f006feb7	2026-02-01	\\x354d605f1789509e9c8e38b6b67b9301b9977711469c8609e6f4ce4ad092ad5c
\\x870a96b2c942388657e91081f2a7d47a	0d05ace5-931b-4751-8bf7-3b72e760f438	\\xd1bcfc4de7dca4eedfec08fe812963e9ddc0d32d7581df4bd98de05722046170d3213191b6764bdf5befeca061b40ed2a1c1fdf1abceaadc80913a141bc94d162b5af5ed1712462aff1b260d9ffeaed4fd3a24bf98f1230bd05a0e1bccd9b53ffcc4fb1564294d114bca122f63c4	\\x0075774891b2588919f4fc32e6d690d4593f8eea65c183c0a1062c40115beab174dcccfd8c121db102d3a2a2ee0da9259d96f8b85662f1e2952d6a83e9a5da9c994aa2b1f923f72bd0f61fd890ab2edf783d8afeb040c24ae03d97fbe2ed9c86e3d1ea5529c3bd434e1c8b981b7baeb7b53ad303eeb3b01c	2026-02-01	\\x3385bd6b519d77ea4e96a5f67ea9a083bf871be30162d7717a9e576ee64bdb20
\\x75f4c9f2f7820e14755e46514e9cf5c1	4e46720c-f1bc-4cfe-9d84-6ca0cb016e8a	\\x890f96526a278c4a13e80981fd243ed4d18fbfb21b10e64150615da8e082eb70aca06b39e8bc75ad0b6ce685f5e07bac468dc7419c8a25980b532fe0545ed05b7350bdfab471d75d8454369e7d9919309d38204da15a9af924b5c6d2dd8fd61e55f66a8bb57945a2783650a0d29e	\\x85d31746c0cc8839f89b1c14bb436e3cb0d74f83da3c39cb49e8e08f11850a0d37937bb78bcdc9507ea619aa0d3cc3d6aca25633bf2db76b4974543e996f3d327f70aac6a8947c42c3fc4a5f004b4580dd36d2076bae056d93b56f7cc525e28174554e605e636180b245f489c84c1ab18958227bc1730526	2026-02-01	\\x13e00f727552b9ced6dc56b7a688456d5ea0c041ce4cfde571a8964ef3753f39
\\xc9b931034631f4329b6f79cb7a196938	cf1826f7-f227-479e-8339-5018f151bf53	\\x3d5eaa3ec46cd39c22a5095236e435a78b75a8fe01360efcbbe375766d724cb9c21b09df279258862bd86d3af9a163c8c51063ad114b21042ddad15affc1eb186ac814f6017487548e0d16ec144891d3a70642172f18e8a91fbef8c46e003fc11f60a2b54ea0a0863f6b53767d0d	\\x8f603e14726b76b35735017794d8f83c3c2db8a4fba057d00cb5c739e9601ec99b541ac18d3c8a957cee01dc470c8f6e6a4910a6e77eecfaac1aa9b94dd63550970245d22212780737e4654a775533a2876092359b14418baaf3aa3de3ec3f5671d7325c56f0d4b6a3d586c72b748ecd03499ca472d2ddd3	2026-02-01	\\x5b62a239f0a501b8372cecdb688a21bb5e2c0e2d0397dd11d765c32b97930856
\\x0feb7bd9dae895b81ce7c0468c4b30b3	95d21570-cc51-409f-8829-4140dc9c7136	\\x1c445137eca9566b82d56ef1b06e91ba7939121768773b11958d5f95a0528b662d9dc62f161d049123f601018bc9ec6cf572edfe7d6a492978a3b3e7d9f57cf77884ef1ae7ea06e98cc37dff01caedcb3c5716925625cec15be29db9397c207901d0e1c6cc6eff968d4c6ccf29ab	\\xe11ab2f19342234ddc31a86ce1b64110885f9d05a085cede5ec081260c1cd13f47fe6c95dceef8267034f4f29aaf71d95868ac08dea3a0013c5d5f2bfd116f654fcdecc2763cb54ea58b8127ea73529da5f86f9a70c58c07c758ee3e5c5a9e0a947c3b7b18265a100ca51c5ad5d572caba52cf1be1537e0e	2026-02-01	\\xa8d594654fd7e5429020c429d134819987964ae38d7615ffbb797c5e68f471cf
\.


--
-- Data for Name: keyring; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.keyring (org_id, version, escrows, epoch, public, elder, mac) FROM stdin;
384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	t	1	\\xa949f42141d97e246c5d6f42ebcc47dc87f27e7bc0049b92699fb92f68a8f5af	\N	\\x58db39a3637ce187c32d518f8e25774f04fc2b40b4136aeae6842c4e15caadf1
\.


--
-- Data for Name: keyring_member; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.keyring_member (id, org_id, epoch, public, sealed, label, mac) FROM stdin;
864eed1c-365f-82d6-179a-1cc9ad3484c8	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x9b1eb3ce08e98ec4ed5f6a1f2f4d8f64ba547c0c89916533e2bb79f63c6c6e1c	\N	\\xe9cee464145f3fc0520e4939d64f46b4657d8d32ea5b0a3e76edb8d93ecb53145c2050e51d49e552063184a3304129130120b558993d6bb15b4288dc270e4587820cf97081b7a096ca91c21a8d6b585bb67284a9684f7e1cf547654a5eedafaf07043137d8d6be17c8fdf70a73e6451e9f47f22da25d06e9fd7640d6c4dfdd15b399e924dacf7592985adb54125d4f45f9d3cf855e5c9abdcefdfe7eb4ce7dc07b0d85807aea3b6d52032bd7cb1d5f67033fc60884de7db793082750d4a6cee1e747ed34d5b70fea6c81073fd580cc72e3088b4bf340c53073e2c839ea0a372d30d20376b423b2009fed38fb3c72ae9beca902a693d764fc28bba64239793ca75f26990edaeca610c4866a157982f29bfdeba4ee705d5f0171a159924972bf15f2e8750c633c0352dbc1fa27f861a5bc46e4f2e51d7f69c0d0e4bb56eb1b5bbf98e62d8c8d7e9e540efae0c227f14d376079de271130b030c85f8d939df1f40000bc2b185554e727d77e035cd49c7bed9ef22fb8c3a6037f863bd702276acb38c5f823657a6c5d5a5b9d146e432a192219f7283ca86d64ba4f6df11b53035db4b2fd344e12f0eb2f933503ad9c860429badf553897b5ace9bf002a701a3afa986895649dc0bc58781aca75db521306bf176bb1a88e6e4354a281719a49e11249084fbf64f0245e1f152d9186d7ec1337955ded90b0bb5c95fd40a572310024a22cf7cf337771c00d7ebc8832ea9fe20a8a6a5a61534fb21e7910fa35d11499573733b36094f19cfb0370a1a4ab4637675131ee6471aa43b93eb20c82da3ae342791e424ff7423703a5c8a9f13f58b7e39fce2d40e99d0f782e347e82517f5baf88b76e2bc30c90ae7d5d7cc22b58533180d3	\\xb5dc8ce2bf21f8df6773121bec8a823041ad519ceffc176c7dbd104404b5fca3
fed836e9-77db-b81e-774b-8031448a2b35	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\xd080a83e71062fd42c32bf6a88ad4a75fe845f16d595870eb45d65155120fed3	\\x4736e5cf81fefa6a0f6e2a030a9234c8c4a5e5137e18a9cecb695c12ba95812a9a825e224b1900d9d775011559b43a0822a84dd9d9a7552041b2c0de9bb1db31eed8dda14dcdbf7979c8f46269182e881ef3fa7f0426853ec371f20513308b76495292ad60d80b2dc771b146eeaa072683e0331717d39094c6e90d9bc88f48d98dbadeaa9ab8b39e5c81571fb58581b58b3782b082bdaf4d92b5f31b8e82ea26656fdeeca965eeefb17d40890dbf894c16ea	\\x5bd7977e7fc11d9b73cfb14ce090131dec5af2d3c5195a72fe4cfafa1d6e5d38355777a5ea7dfcdeb549dee93c073d747721c346237a07bcd72acf4d612315a4898f9c74551c89614ecb0da02d6288e1e0ba61a6f7c24425e3a9c0f1064412ac956ed537438afc0e6efdc54dd02d8b0d4e81b4a34a77aff3570648cb5bc1cf5ebef2b5017e59cffec3137a2d0d9dfe1e98e53e869c3de243f5e90627d1ddff82d419bd81a111d8d4835b53307ecd001f921a09f87a1306daf069882742373d53fcc914b2123a32417e818816d4eb6d0a1386227fd003b61643f2443a7c75fd6e227f3427d116747c0ee92e5acf4a0aecacdbd33441e797d9ed1ad06f279a4f2565341e602fd70b134c748548046492b6c091bf585d30150df8b48641883ed34dc743679b517a7bf13789ae76ac00ea16b14d68f70daf96793d64f542ad904c05b89fb79477dba2f9bb71664ad88f7555db3c1bdc9f62cc8281941ab8399e07d0c82e5b50c96dc986470d1d81dbd766be17843a156b698bdc2ecc2970746bc25a0bc68dd2dcdc2bd7bbfd07c17e2c77048dfb57911cbddf8a429974a29a810f35d8c2b3be4f267b4b1261875c3112af94cd0022626b2a34ba863d446cd57848f378f263951816e85cd090e27e50cbf938ed6be17dc107efb5ac5f8ada87263056b542999cc520b02a0ad5eba0acca7023dabf387a103a6b11cef29285f42229586a46b99987165eccda23f8de287b5f49a279a2ee3f9eb89ae29396cfcc386f53a5dfda2919e4431b45d7a8abf7010029cb25f9c44694d4c831ae68464f4b8827bc328a87d41c9c06910e05bc0a34f78c9771187a8fe5fd65c12c18724522164dda67236a6aa1532355bca86163ecd4425829	\\xcf192b10db94e596f99d1f54ba37b91920f35e1c7355c98aed33f769001de1b7
ffebbc50-3c45-bbb7-52dc-4f21fcc40d3e	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x1d5fb3cdaa1e1d19ef734dd528da595900af327d4ad4f7984b98484af820a07a	\\x7599ef9b058b343e410f8895ef11c2caf275775071991bef840106e49e08b070349b5b8441e46ebd9d47a7c17490f58cef4c0027ed6430eb440421a0cc2c4caf02929655e9478f75be9363ea9bc7f3f080e06a0a4a42118e75d0b018a219f41738cd9f30616129ad5c4a9ec9d851dc0beeb15df0bb228f2312193ced796a4ca904d260a013cc90909f50c0198fa386530e810b15089da63a58c0256f1d880d4ea4d7b56ce736a2cc9a84c41bd78987e6659f	\\x51d92e463cca7135b2428867a7988903aaee1c0c3890e8ad10c6df5b4aaff6921ec9c59d69c53e5f7a39ef1e007b32b9950395aa8c5281c92d264895fdfd19e9df7284fd6910416eac4c80c5beea87a66c9b6b26289645d844120a890a4880c5d25941093895af8a22153598e21c3135ea82bf704bccd0ae68cd528fc6203fd9abba5114cffb3f79200056be6d2ab710bab80701d334c1298e3b6658fb54a1087c6aa335426877e0b3dbc373997ef8b88b0547cef9858c53a01d42701c3c80fd83ece45027dc15b1184634cd5d18c1ff6913c04e67b9b6d46ea05781c3157a7212f4a718d0f26b3c859af1a04e0cfafffccf6801ebbc74d677612123b590945946a229e96869810418910ef8dd1a02db968fa1e3315dc6e14a43ef25ea038098fa76c3a0cbd54dd4b17593edf26e50ebd4c3887e3f65bc532fb6cd6c4793de7899c510a0bc5eefe5ce42eee24c19982bd01be2825a576cc9dfdd9b0acddd6191c9897dc2696b3def551a3337e99b81d5a1a04a80d44d307ba09916ab3a04c23a447bf152f8f8a31949e694ca177c1fd1c86f48b4dba8373183918566f19a35e9187bca6e6a571a6763f479e90281f377a93ab8fab7706b56a37979d2d2236a2ca942f9e06702c2455948475f80f49c455e2f9c3ec1d1dac57884612c0c0f6c83eb6ed1106e95d97b326fe3ff4c14d9da685efa8fa1f1b4efd754580bf0ff8737e93650ae41405a9fc24b0396578679b3d352e8e8e19c72cb809da3033df9e1ebc3aebdbada0b790c8a6b027b533efad5f9de09f4e2c02969b6624dcffe63d9369c1195c8c1762cb96a377c17cb4e5ba1ef1d8e6db6e97766e098ea95de27e77f5f2149cf00959d0b591e577adb3ad4ef819f	\\xab0a17e2ad7dae43a2e4959e4233f9b4ad9c313263e4cf36b4e5de34dac28d46
abe2a7ec-b3a6-dc63-301c-dfcbd923c34c	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\xdcb313d5d967397628ecf81d8bc642b734ae2b3b44122c1c6dd7a640ebb4b5b7	\N	\\xb86b961d00a16c620f5d4538054c27562c78d7e7fb41676266374aff2b88febba655c9a546885bac6225f6dd978929821addbedd5d4dc74df070019f838751ee3754863fb90ab47612ba11b74323bdd0050ee25a23a5e300171f3632d6a8f7d0aec21e5cc581c18e6fc39e8b6ef3125e7e67d177408216ff8f4c9b32eed33a0ecd439407df5a9e2c776b015c0085e4a0abacefce6d60f40c79660dde7aa56448e05705ff129ccba1f396034439bc27a8742815e4db4c31b3fdd10cbcbeca64acaf50c622487f78da58cc04eccdef03e8b53590c1f95ec4b7521dae6ebe790f39a5c3f3d47d8348b1aadb23d408944408d8fff02107d08a844a1d29226f0b2ab35bdebf2394ba6f728a109dfc457d22e35d8159cd9c3d42a09372bf20e403a1bf0c65c0c04d94c070cbb3801b4cdf26ecc286b741a4c6672b4761e0d6f1dc5d7e39977eca809f603694f7a13513652c4efa764cfb6c2b44037bc3b1f9765018cf97aac08a94a01b19f08fdf1e5390a6c56c08a04fac83f6ce532c939836b58239b20c9fb1cdc71e5810f531f140ecd4682a52cba2509369453f0e1705f48a145ee63dc28815ebfcfab5f3de61001c4d6266eb42c8393adb37d05af4c09afde144bbd4e8e6f585214895c948d6e96181185bb51d923d7ca73250a9faa2c3d64d3b24a89bed7abeec5ad6a7da9b7c795e37c8bda7866648f4e490b03d78d58625a459ca459ecb13c7d0a09a1244e2a3211f9eaf86415518389420c85d69ab46d11bd3aa23447e399b927b819a48ecbac4b35acb29ec0622fd005db4d8b9bb2231c54c408995be44b21739e909e06b5e0fc8bd60aad68f9a011a47e017661bd216c0866ba3df416e00b1be9fb7b54b3cda5d19bd	\\xd9a6335e56f3f864527b2ba1662b0a4761a7745d1b107a15291cc13ed672e2b5
af351025-f478-c2c6-3074-c57d598cbd31	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x4f8cfa2429102a907c8af668cb57dca993682846d39f4fb2152bed093501e693	\\xf8f18f5b737e30e45ba7c7d8e805cc2805ac8e2a28e0823510a0c15d3c38731d231c5c09e11f93a86a50256fc8a166c858a503848760de4e5ba8a8de81dd6096e8c1f22b60b8489392669207d6f0ebbe4b93b4ccd22b206446bbf638cb8e6fd96bae402d7edabc20d96f3dd9daa64826b099ad033274d5f4ea24bdefd27be4b98d06bb3e244e52a885030de0c818af972f896eba6c6d891f4b1649ca93622597da3a71ea063dc6dd93e850ab1f54709e5d46	\\x187d2ae2936eaa2a53857032f131a811fc2ecdc90e058a09ba2488e2186a47cd3fc8dde0a52d784abe013d0873296ee16778a45cfb1d8c70ce6060a0d60807c7128ec32f2eb16da7c1c33781465e54edff879e2f0b093c277d82a54e66e00233755bf69e5a527ccc588860941c0195cdb044ae4e31ccc8be87d73f9d7eacbe2ab767ef27115ee1a74b74f351d84bfaaa4264b517f76755741a03cb1a8c9277646494935d65af740ec972960f710e60138ec047830a0045e5638808a1b39c0cd3ac43b444cb15235dce9f36561573d0b86b0406ce8b9b1be18ca5f2cbe2787992d0ac0638491d0aad4676863bef2c1ebedd982cdf8a734838645a05abc788ad357a6b881319712408d5b077990cdf2afc60080f0c851b9004c18b52dd45d6d5ff4c67e079b06484811e66a5474e5ac409b7458c4657495b6b02f883354aff832956cc716109499fc4093ef34e35e0b84d65d3141a54b39738f97118692a8a59e573deaca52912e6909e39cbb99f642c787893730b6d96c82acb68c5ce52b8787be5ad3c592e21c16e6d62912a6feab1ee0981804882590f67fe58a13ba7688e15fcec5b4037944dbabec6e67cb3cd5edd151d2749d92d8a5b450559b91677844909dc31b9270885cac9a1d4dc319c30f4257e310a555384feb0c11741f72aeea0915deac609950006654fc83ac9e178ae53f45e75a4b68b8266535bb66dc15ea75b2dc25c25afd23787dc5d61e761b1d96ad3d9389c7812a79ab03fbf3c10b3de63a5cc07d1b823eccddb79af34aa58e718e5bb07f9de47d73f4b67a1ffb22aab22912556b53a9880e629e8477a546f430945852db839d99ccb11ba43432ce90859adaf8fdea7ac754a8ec20f04ed190d336f	\\xa84072df70b4864b9f6bbc319e729d7fee662c517befe3732f6ded7294e2d43e
1fcd3cef-e7ad-0ab5-81bc-2f8b495b76a9	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x541edfca208b702ea23822c3fa3e539d52c9832c8bf018b63956c244fb385fad	\\xc4348c9102faba072b34be47f8e92b7110c65430e13b2047c5b5960200f562c03283c9b33bf6bec6d75d3ac7bb2eeb0334d7e6a3d0ff9cbf36a29b6675609fa613d7f86efef6dd8e40efe70705ac98e1aa0bb308c1f878b5ef3c3471126a59d98c5f1a1a627929d28ab32dd9d32e4955c26b6e56d8d92991949cc80107e8c1bfd92b520fe6bd323ac312d9a9aabe5144e2af61c21604eb7a2f90bbad228304f6464c76aedb62e4117314483b09083297a8c3	\\x0df2db1f4285dc0b98f377d18bcfa883f41c9053c03aae133a5b4e18f359bcee64634778cd937cb5970cfd2f0828ba7c8643ffc80ce74999e016d137c187c2848620823aa8488481dbbb9988b654b633bf8ef2c27fe372991fac475332d756499c2ee82d7dfe7e060d7eccdc43eefcc56f3e32cdad6fa8e4ca2e1eb2e361c342a5d2277dc9d97807c5a8ec1e9026a78e615b29c9344440474e0a42b0dd99ddb4bd1db0e78d4f295c1cd210bb5231925926e470449505ce2efb3b07acc6cac366d203f1801a3a298338449b78d866dbb09b7c4e121cc6325e0ca0adce389af6b26f17eb45e1035811b262685d6b498d8f2a76504014d5a2f99966a5bbe39a70b24eb0794f4c8ec13a0060666aca08ceae7ba2786ac2bd231782c17a58391997129ae384a858f596aa36361e7babfee501c9d5f96c8f53fb40c41116a2c596a5cfd481ea85ff4edbc5a80ec434d9d61bd7ac567de266b51a8b4445537e398fab21d3a86aef4b4eb13c9e51618608448f6e721a2c63352181048d3e42994a6d9a4a01e3d618e81ab4fb187e5641ee556a61b91229271a115b43eab1deebff26b2f7b505adb67eb7a4362457fa49bcce3cddbd91cafce47cb1350113fe30d6c7a67c0eed6016b713d1d2491893c0605e95c6a05658abd09f947ffb0dacda3168927cd926478fdfbe49f4361e97e05697c9b3afe29c6c22fc0161392fdac33241d902aec58126c6da4a23a9202add591cee879fba327220f9bbee86327b0380f979ffbddc0ae98ca3bd6814117157c8a0c0e7fc01071e4158ca5640610a5347f204b3860cd3cd00ee8e76ba2a24b91bb6fb3317e32efdc9e8f9b5454a5976e0e01d1633cef20656f603d22654f7885dc2848bc3cb	\\xb06a599be14116aba0cdaaed7c07e75d74095652945b3d1b38fead6a6ca1dbf7
b9cce493-3c78-ea6a-4615-ca7452b6a8da	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x5ba3d88289c295c7e66232c466833c0a4856306db96c433bec21c4a3955af305	\N	\\x3675ee503850bf64b1bf00f1b1210e6164b127601814693daabd96b0261e649f529102e509665e243b33a581ba2eed27e8fed75f97932bbd28c4b66735ed408c8ae81cbaf6ecdfe5ce4208d0d480f472a3a423a6d4f7a3692797337d70e1e6073f0d43d32e5b5840e90ad9ba9b65986d1a86ddd88c94cb92c4892fd6c9ba953aa4730e6cb97fbb0f896ea63b0701be8a996cb998fab97afffa7bb17157328f0e36aba205c15a97e0eccf28a82b78eeb95b720cc0b657a7529a6b17cfbe133a3fb129130cc0ba832cf94e8855942f13aaa0f812825d4d4e77b9dc2dbd90cd79ff095e9fe02cd94a9066a53680bd2b7c92a4a4b14081030af7935e8395bf2c9584703eeb82ffa917e4d743629a958eae3d5850490c9e3b927030a800b98d1a044e8b18d72da956e54eef738bcebfdb25841d65e4f298e8743d9d9d4cf326f1026d185aad9c039448acd60e1736968839fe3fea286e88ede51d0f6662b92d0dc9d07dbeb6510d469ee06cbab6c6791b952336fae5f93e65843aa5bc3ead84fa4d941b828ce9002c9ad596279d5bece343df5e1e4e7319c064a886bb4ee69ae57ea3cf608d0875fce930446c0eb793670f3217f3f71c2f2d0449b557ea5ad9953402b5ca2918de6b4c8537f95038bc52ed01a690ec44f6ff43ad59524915a9ede6284570e6b3dee226ec715427c4b7bc26eef40c9df2a7080886e8088dce0ddb1f2ad44ef192235b48fb5a4d8bdbf0dd800727d290b2ce7be4ad584d50451463941573d88a5d2fa2069f4f8fad439c68afaa2aa80fb1eaa0132384f4a51114f6bcc01e6b0199b230a8431ee0601978006f833dee064305c9e2b0fb50f9951c7cc28a8162335c97367170b42a65a7c650c0cc08be	\\x243f60ea809302e4d0277e30fc2a37649e73feff8c765bcc695f5d5385db1429
bc809265-a17e-11d0-47bc-70ef4d8afd43	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x17ca649300d2883e73016b1370a3d45b423b2addd5a4d7c4fe4f78bdb36b2109	\\x6cee191428ded550debee9d76ec0653b1b9943b6def0fdbf7e651693e6c74717ae9083b64c3bd16ddf03aeaae80d024f81d5e156414cd6a07d10f493180b1ac1787acb06d68f3f940a3a01f31cf53ba2b1a5ccddb44677896b0b7d8697424c9af1bb283b81a9e21d72018defa8ae4f28b69e86ad0722441214cb72569633563365fa7b3a78d4463488e5b5cb79b6daec981ce5e92cf4bf9885d9a4420865607d89b21ae6707e322424dc66ce30f273a869a8	\\x2db835009c3cdc2941615a880e8bc7b22ed6159498f3a1a041e274133d9e6570955f5f3981145e73caca7144c1cfb8fd1c39a365b9c8c21da11014ac30b728df2c4cb94a6536947edf899275c39fb152833e3e3c1f6eb7598f8855e65ab755d5da6d0e3304a15278fe97cd2638d5b6443ad1c75e71c9b66a343154afa71b7bc9745000b1b92d53169fb78531d1f7dd575d70c8c75dece9f79a6a30d940a311dfdab2ab3702ff0b049c4ced29ceb1041ee48662462c6730383ae9b21b253df1c0b4a38a304170c223ce4aa9e99bc51632133122f12ca0c7ebd4d2f7ba6b06eb95b182853a115f1454c4567ba3b6ba2de982fc1871799480b841a44fde4f53e9b5a690839cdd6b8a2b6a4b47e35ae2f0904d197c96ed5b5af5a149d725b9b8f56daa907f776f112fc32ecfae7b094e20886865dbe57d8f10f1ada5bafc845eea1d1f6032b3890a87f6a405d396151de100445d87497763f30135c125e96425071381cb8a8c887087f3f5a859ae08cf7cb643581fa2942edc75cbb65b849ed0d39751112ca0ca72b4cad7fb1f751db6e592c8e39af8bc2c7e25ae764d9a4bf9c58e7818001568f91e73eeab6ef3cc08166a7823947e78e94c54d9893946b676a6ffdbca7804b99bd1d0dd0187f26f262ddee1381f5eaac8d6d327cd222f9aa417000a3846b6c95a043c242abd01c845e950421bc7f57f47b3ca349185ca7d5f5fb0343014b5128b6a88d8df05d9a988d38eba040310c66e470128a70da281e051227cb91490194fe0c9e85635429474c9ac6cc7474d44d55889ed4d6c4e7e80e6d767e48cd36b491c92aae46c8e35b451e3d743e7e6481631c31bf24c8531fd475f29b9ed0ce98c4f65a4a78d104304bfd75a0f	\\x63da11be412afcd114f3ffbf4cfe8ea7f7dc56b2647f95677d61be012617a6e2
e8fa5f95-fe1c-893b-99c4-7caf1764d5c2	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x44ecacff2f2b72541b2ffeb8af07f6383fff1baa5794a0bebee4982b14d0ef2f	\\x54a5bd945ece8fc2827f4f1a30bc30de3cb0d8d3a68135c1d6dc9fe5c6b36b98ba8c1a7a2ec39bbb7ac80948a0cc0b140839ead88462a819e9a0019810124e5a1d2897d4ab6302f7f1b773e83ab2225c71159c299c4c1029d31730f9e9e5ddb10c4b1e08d57acc7b09661e72e2a1fdd94808b4f896ee23a87ccf1f75c37ce9d7c911ef3c7e98e86cc00cd533cfc9bd10feb758067c77dac6512285f66149099e804d3b40a355d757a98d25c702563586f17c	\\xb65a0ef38fc30367ab8229e2d25644cc9c93b5ae20e125e79177840bff2d9625406134765a3514a9c105025e76b168bc70e827a10201d673ed613341d504b4dcd005dc36326dd18e75077c3c2923a2ad28e15410e7bbff4e1363d327ad11388136f90a2496a114ea535580d475085b58e6f08d78304afebbbf8e0c61e067f66d196aa249e12d047f2531f3e8646a04dee2d8e07fb7848784edc29d36c300a3088f426960ed5a254c29efff8a157ded6f0dc246a7bf979449798e3b65a06b1ec2d7c66d183600acc9c864706b3aa43320398d3cc942ba39e9f657f78fc6531176a393dae981c0896d5096d26b81d5c40bed5a9f16e9669ff4a9c671d39a69ff2f2b1ee0e050660f21218850ae0a6f2ae7a331325c742518a8837893822803dad14a37684f1ae9e14c828d3e9f7b9cbcf77d5c53f1709f59927c42fb86075c0b627902ee869ea7d479226c353e5632b09c4f0462e3fb11e992c172791ad9720246f776aa2cdd843f592ce15a579777c6bb2f84d93fac76221277482e1d0bd368cd6bbf4597f9095ac15c8f6937766d8f2460d5a599d35c5deb1adc93bfc2c540f079c4a494516076355086afb3bde343ce868f2fe297bfe345c34e376dd9337cb8ffecda4f0ce9c0373dcd96e5b4f612127a8991da9723fa1e9f575b461dc850f0cb0090a142dd6941043361cf8d1853fa301aea7815105e46ebd01ca211d6196d0dccd993dbdebebdca5cb0738b04e3c600657ad73273f27dadc0ec8b5e42aa1e217c0c785d92b0b2b64883be19b1df87f6a6c46c8ab6630a81ac71ad218b3aa4a1e04aab2ec67f45dc67b27caead624b816447d7f5bb389c08a4ee44fc83b9d2a0d5a29ee6fa2264d8ebee9eb0b787e6e8c8	\\x250488307cb3ce9758b9bc5c3d12d67f1f63bb40c668f289940d64b7760439fa
40732149-3940-9f2f-a298-fd7d5b7e1fc1	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x45bfc3d313b55c866aed9a80c47d6bfe21513a5003e102214eec704e063e5a69	\N	\\xa95999bb7b660c57a3d4b785a520090911f5f53f00a2945d53a09818ec91f2c19fc04a45567de79ce3eea4467b564035248e361155c3129216f7d35e71a1f399d8e3bb11ae5ef2168a5a7ea700f9b8c89b3f7f814cc9726ddf085ad0f082a09873943e8a307e462a884c8168edd06a16dbe4cec0da1fe8c323aee7bf6d9eb253b8d22ff9f51d52d27d1c71835c3210ca36bcb3281fb31e6243d2058ab8ea177d02e819f3c14ec65df5e09f180bbe8da5e8b6bfe25b6942f3944509683fc6edf1e24f74069b23349b3555655109c91e724fb11fc68b971d1acb900dc1d06119ca5070968df09ddfdff0773723b1eefbf33405eab8b6db6433dc17933749b35eed8db89f3ff22dfa31b58e940736037e41ec30eb2832db045302a8944737a985d1d9b6d36071d4f7c5f23fba7930abe09ed6e4bb17a1686dd0a47b7550531470e9bcf756e7695a4bb359a527aa284f2cb9a6d61579eeebe25101b605de90bfd3f024f2bd17782f67660f92493c86ba5c776e7e558ea7256e2621dc1e8905291b345c17d382a4fb52387f0efcb58df4616314f1c40876ecd0a901a7993fdbecce705f51f53b5a24fde6b3d22c6f3262c3e5723bb438ab788ed4af4960f518311984d1a089c854c2ef1b61149558f38b2e19a02e094cfbef77e55622f7941ffdd872ca1069b7ba5e7e2fe15ea014448884a58f763782fff9bd44da1a78a92950cb77cd4071bf21aef662df5777ebfb6b6466ba06bfcf0bc6633f581c1d90aab664f85125641aa45981c7be16477e2dffc5f31197ecaaa0d3f1bfe9fec5b795e4a113632fa11a72ac99a1282a7daaada06279350feada79e7dc35ecc2688b4041bfcfdd95f3b181dc175044fd305a4a72abf145d3	\\x46cd85ff13d086bcda9cfbbf3a1f0ab31cdd70657bbbee50cc288934c3910718
9aa9dcf2-a586-6bc3-f8fc-97901344d2a5	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\xa3ce229257f7f7d333d0f170a2e3ae563a3fb14177ebaabc64a7f4ce47ecf8a9	\\xed3d4622a7c8eb7f96333669b94911d4d881d33f4b62adfa8d4e26c8a5323d50be5de2155a6c845fb72057d8fe000b0c275b68394e809aed2748617dd6937a39c240eba79d4c3b9ac3282833304764870f0fae2b434fc003ed47fc61e9eaf6d918015d0f0677c97172dd34f6394722ab552a1e3580218a1d89d1d1a3415cf06c4aac88543e6dff38f3e2ee3ab49a60479c3757e2c3d6a118bf9de25a8477f6e52f42122d584e895899827e42354d62689ff1	\\xedb33ef1effef2833811df59bb9aecccd3e494cfc8b62c7f67decd60f7362605e7bd987b37a42ea96006d3923810107445d2c5717095d7e3b11f46cebc4e57d4a80621d98992fd70f36bf76f37b7d8a7c14bb3eb591f08e6f1d8539869e33c46fed55908fdc00d6b166b4ed79396a8c05f7234e0f238db7f48a6f2220866e15160ae95e658d380267cf45ec922d0b08e8e8fa3238db862ad5de08c053313cdacd1015f0dfe05d28b87babc97e95340f39d2ad349724507f6a368edfb79524c0673518d5d4937ce9253ad329ae513f8cd54251682c3f2f222df4d4b12b2da954a157621f8f9264edf7ae92433db5b52c652e4b61af11acc897745e30c1b21d61144e6a577b66c586ffb443e356ae8ada5bfd69f5afb45271c6a059f9b33f5a84997a97ee7f2c947cd6137ddd9119ba35e71ac992ea960ac949b0a8af23199fa6ce40d31b950c41d9ab5e0790b69888e0233cd2bf61b336cb2f816201631bbb7dd115f346f4e470356486dbe73df939abd7fbf010dada86aaef606716b6c95e377086298ba1c9fbf6bd3be80438fe1d5c75ab0435846c3e9fb239fc6f6e15706dfb141d1050f4a19e7401ff6097ee2861d6cea771bb6939367810d583b96e80c84b4fde8cc0827c9a027405276c80909745e25f8475731ae4d469a96fbd477b95a3d58095242665d58b0c9c941845f94bc6edd5193d204bd45dfdcb468e0d55952e939a00c09e73890141905f29a89dfcac63ab4856af7872073b35aca7c452fd16afab7e717672bc05fc2653c557c6103c4e8b7a60ac8dd27a195b73447a131849712d0ed426ce54e45120877d6654e3cd901e13f574dd211d3d7616cf75a42fbc384ea74db8393f143d687c4074bf742209f	\\x8a8dbccb840a16ff8a75fb4e55f3700247cd69834463d2274fe41b233774bc18
2878a972-a232-d039-dbc1-3311c2a4cf74	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\xfd669bab5dce8493901e9f52f026af97474928a09101ea22fd7f966e162320ea	\\x6b7cdcf56d20ddf115b4044bfe700c938014d6e9ea4b65b520468eed8c93d712f5d174f0c53d8ebfc0939dd12a4d00f23093446140ab555bc3a04bbe93f472001e1eaf7c9d87fd123f1f65b35e5e09b1bd96260f38cf86932259ffeb6032204f168588640508c7f80f6a906979800298c34d3e55c6351faed0c28d2009938b07b2354fe876b05bb7487247969e7383c46f5f0c5eab3a36c6466ce9a398a448890012c7533d1b9bd428626218b7d5a6d19c61	\\x7907bb35da498e1e6f3ff9f705791546cbb4d6ff97d361284ae541544c6e06f800d9ca89014098071761a83742fab6a96e498ea1ac9fef2a99fe860821734eaed310220bb08d30fcb00fb3419e5eb0580c235a7bd0f30195c2f9d3cef95d1624aa1879d3a40201a930b8a89ba19bce86ecc832312fa4751caf5c1a70712306bc69d09c4bc70a386390a1e3aef6300388fcd53241d35da22361e92f6bcc87fa69fc5c97d7159942b6680e0859b10ac6a4f1bfd9d1644be616701b2297df8536db35cbc115a0c8731dece2f063fa059faee8b8654273839ffe8d27bc208e8ce5dff6ec3025a475afef1a27842a29b1c791b0d4ddc28ed333fa9db0cceba072e0361076ff718cee6d03355c7bab9d1beb56375bef23408829bafb1a215cf0efdf72d34649c0ef494cb3ae4ecf13b4f36ad34d6596a417ef6c605ca3c759485a4e51fd3b5e49828d45bc39ea76606b287ded90ec94f3e528d0965bcb2d01da08325b41b0c7279f1cdd0e28e7889158dd9790b106090b83d4ef0a22ce43408d9161855733225632114e4fe679c1b980c214ba5663d9901fb946e9c2d9d32296718525e14172ec83378dfdd76ba2a852ad6f85cf87e927e73ad9d3bf6eaccde72f80f169ac2f085cbcc78dd5de3117c466e18e64dd9abca56eae29e6f342aeb1e7b5187017bb9bb68a7c7047caa58d54c9e3b5e0711c4409a1bf5319d61be88d6677dee3357d3273355e4a8aa23d3d4836794d124555a234900bd52b038e86c88970391664a8952b9d68b39a2da8b12542d972981f655b5a0436a5467245e016696833bd14ffaebeeaa447df74e8487d282639e498e9f6a71a69c40837d8ff81f55b50c158a44fd82be15f45613f229a8ff93e0129	\\x3befe32dda626df5c355e19d54657cee62bc0cdbfac03a6525faea708d560200
eab95b24-5c07-bf51-5494-c1fb06949e29	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x1e7dddae9b87d9d4dd9db3abd9bc8ec4e33eb271974b7d959d27e2eb9a15e939	\N	\\x5b8268fadfab59024b3c80a3dcf241e2a92f90d0f0b410effe475209c7a839bf229bf58c59a88531a95132b77efb25ab3a6e73d045135c3406c1739c61a4061f97af4522daee0fa534059e65fd1e7a807c4b60cde9dc00da891643e96445430bf22e872677d8b71d5610e2588a452ef3e3ee6741bd036049b5077f2118a02e27b444e47c6d9a25d9af98f36bdf6729c7126b1154984a5fb52a8bdd85253c291cc5459463fcedea6c6397f2ab44ebc99ed51b1b91ab80628df4be9e8d01bdc35fae3defbcdd1624cb548fd8ae081ffd65c482d44cfa2107bd6ce00e4071ab0e64127019c231ca80c0cd280f8e3dba5abacf24f3bdf03ead1f66464c7ce79584623c9864ea59e93ca9e6e0abf04cada957420412515634df63601de7ad5d29de3eb2c319ad43f8d1d81e4cfc360d9792ee440aabad2e57fce5f830b81dc99eae07aad9a9347115726dcbdbbbffa3fac485afc672a9f82945e6814c81f71bcf29ad5011e27136eff702e67ba2b7200b1e8ec6a869e0afbeea45022151b765fcafa902f8bcebd03958bae12c3d45cd9979a1ae73f519144a6e688521f5e431c5ebbc97b7c677525db2292f53b1216a5a58ae6bcd85460e582dff93fa6023cd24f500451001d590406b56b6e57dc56d651a5ac2d49e5b2104092e3dbe02e64218cdc0299de69867db005f363581286ed6abbe004a77974a9878c536f2b78499675644a6a681f8d9bd2fd52e109b09bc20c63087731e8112add7612bac68d54e6ac91c40d8a3f98be93596ae82f600ab67c8be54aa6a44fbcabc9bb99c3f64d64eb02fe6d514bc05b8a2a5ad9716e55113a41f596064ba821745a2251ec70a4eaefae8ec9b2c98622cea49bb017864740e347e062d	\\x9620fe2cbc5717b171647bd22e37eb869f3b9d795956bc0fe048bceec8372390
627f2e42-1512-8488-dd73-ef28f7a2cd15	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\xd3f5fb85a91439a8e2e630b6d50b4b6aa52b8ee5d0c3465ae327d5afc2671d0b	\\x1b786a44d4083aa463e2843ef386cd0821ec79a8799152ace5828978348128569eed1d5671ef1e31e35ecc109e92bb4bf9142fd38d7b8af613866dc99146f01903222078e1ce1c8eccebfac2710527e18fe1d204e8a3bdd97e0ff733571dae586861a3375b99e0acb35010abc22ed5198b3efbb351b3a76a85fffdf116ce1d8a464abaf97cab62431e7a14d007c43c4f07efaa66f0ed37cb245d57497864faf694c0d161b0dd6c880e63e65f860d59c194f1	\\x7814d8c99b7187a1ced6719c1d43ad904b18fe58f671ca8ac23ed8f49446b87af8f610635f79bc10fa38c0fc88819156de1de5759954618ec77801af769804fe2d463e075860b30039009885efb01a5ad6eb58e99e474d6275155c2bc29f36745556e7b85aed03ab6759d0b77f7b676ceb2a79e55e69498e5a61885067dc778bfe74c2c0709416e1b327e9b53a6ea738609080a48ed67d23373300e976e5be02d9ea0c35395b8526b1f6b05ee1a7cc993643c86ad0a11fa48474246cd47d8bc90fc8066a5c9ab5b6e0a8c9acb8f45503af49fcb9a4c4daba6a3496871287d613c916c89ebca588d3825978acfea1cbf04125e7d103505bc55fd292df717a20b869bf318bee301724b5090a92e49c4a0c4bf84022ee2e72f7b324e93958bcc476854661bedc51984e76765c06fed799b8da1e2621ae0672f94c262a94664eadb95f785529d52fc3d99b55669833ffc7b9ff2bbe0c27d089827f217dff1676bfbf983b38845f2c4485146a42a74f52f2d76b2f7af6464990f5c1addaaaa1a7a6bfd643581cbff358ce1a534ee132da5f5bdaeee7e6caf40b4a9b8ab72771d222bb6606cac6852d4b49ed6056d2e46aa40f8b001d513bfd05d9a83734d07d6e5b9e7333a0eb5283314420aa105be68a7d3a308ea31dbe6db4e78ff26d4a5d21d26047f1706daa1801241d6c836a6619f3d97fe11644eddc7c6380e3870fb6fd4f0e688d7d1896da3e4a7bb4db06342f2f4cf64bfc6c345e277b390a315d6013925e8b8a447f8395963eb166663227f1914966ab73e264003a9c1014a4f642b49ce6bcf5c3e19f3b8e7bcac8037ed0654e6a4d773039ceb10be9575af03b20e9d65fee6e1cf52ef9edd60152896a2e33026cf8b8	\\x8da34a617e3dbfdb717ba6f81efc93e7d1c896b1d97e03a46359405202437036
6cee9f59-1081-1eb4-15b3-1b27ef9d57cd	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x269e05503682f7d0fa10cba5968acbbad66df6ec45b14bf458878d3189f6ab9d	\\xd3f45320b8d864d9e66b6ff240abb93ee221fd6ad5585b20ffc69173c5d831c7f6dd5e323a8e1c42950cee62173d6c751d4179ef2ba4731865985083887b06728fa4879ac6991ed429058b06b4ee492ce956338f619dbfc8e9ad264bf6b07f9937d4f52785b41b1ebdc068f5d411792f186ac570dd8f106e17acf98011870ef9d9395d817d0fbaaf59b4cc5381537b7293b194ed64c5ac7de44def41d1ed52b2aa0f887ea6ada01ef5c182ea223d82baedb6	\\xe9d4c4fa8734101939fb07f9238003a5b44b83593466893ec9f35028acd56c64ce16b7e75883994ba482a5d1328d8d90a857eaefb643fef243e54ae400fae747edf761cc4b79f1f6ca9e7f58855c50ecc0625679f7a90902e04da1e2a424762d60aa90968a1a75e0c13682da187915cb5c475ff82be6d52020843a121e1851fe3ac966e8bad7d7a25093fd9447d5505e58e9803aad5ede4e71254b17b4644ef3a19b5109549664910a0479ab2a77ce8758b8ceb255e7de77238c3b9e3b5a7f0dc541f2a79c622b375ae98526be9ce4fd74d6e31d45048d4e6f435e62725af2f937a3906859e70ca0dd707e4c95149053a0645cfe1e692807e7f977e6d87b7d71890de1e23b1bc9c6ce87f75e33d0c6a6804b8da254609842fa3bf3e551a7452ce5b21d5d3939960b32cabd31b1512e2b5fc7df5993fbe32efd43c08619e9a588875ea21663aaa7e874a2767174c28650e0c1726629817fa87cea14797e02b70326740f785251cfcda07997f8d6c16233b76cd7ddebc90bf917b3e80e31abf8e8de22f096996a1d1f5c4e6bdeb7bc304c594ab97441b73b1ddf7a4cdc847a41fb77d8d5a61c11253b62c8c8c25ed9c2a76d8d1e96dc1830747433f533116a0a99bda966afca842eb7ad6a093d03010bce989c345e5bdd34beb7e95885ac12b5e0884fcc56765ca2e62161cab53b55f32e8056962a5f9304cafea7a51820fb33e464eae55ce930892f168fbd4b92c111dd63c5860bf65f7598344e8802dc5cc6c76a1f24f7cb2353675afd0b15b4543cc06acb942f01af332a566dde902ffaf71494685d884e5a9b393f5f15d9b928464eaa79b0bdb3e9fa083ef86af3409868b8ef7b078eda3d7b79850cf6864603c26a432c	\\x9b5fcf461bfb8319b6eba3f13053a30fac39b801d8dced2a73677f52f0c5013f
60142cbf-0e6f-adf3-5da6-33f3bf606597	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\xc1600bd18de428de6890251ffc7d15d0322918abe9f82b1db78b80a7e1f4ee54	\N	\\xc3a909dc0629175cd7c04c8faa35386655fd6c1da2a9afb9d8c004e790dd217e87198920d396ff2734d915605cb3b0f28eca62923a61b695f35950a762e9a0a2388c1324c33a582f23c7e694b9b8ebf6010d00e67b51d49bb9b9d31e2bb5d0c0b7d7420970dcf3d401ee2ab404992471b50dc2978f0bf76a415a24967d47f6be4cc35e578efe4d285d798511849431988a618398f542d46937e4aacdb4b9ea0bdcf19ee5f3466b0f047621209a683c61787a01bc107f9393073dfe0c86f9a52e47693795774f2743eb91e9f014e41ea343637f91b27e0a40e461256a44ecc2f2f1ed0709e295e81194ec36af71acddf002179de7968abdf6ee499c6665c8cb49521caa0390a1c725a9bdb1d81cb377cc1c384f985ba252009606ad3bc0abb9c9e4ae1df3d501ef48132fcfac0797687ca8b7642f8f110349e6ea20f66ef26e016590deaea7a0d67df65c1f819fdccb3fedbf52ca53a8cbbfa1468afe95ce44fe0fcff7d98e4e11d7780be1c28adcafbbf132d34c5b89b5f2df02ed751d5b28a24d18ab514971d6ba35cd2b7a93051d20a0e5720ba2493a4bd727673b6efb3bf3537919ebe256f08ef49f07f44feae4862c1a9d8917d67b1a057326faf6c37e4285d8d1c383b4398d3cc78ae1754c6b44155439ea8a96918dac945070a818d938e42bcf3f8bb7d2fb7c8997fb2986152ade06a5da6a6721f8a8e8349c35ad91994bd07847774541f855bd2dd7173ee047afe88d653009109c732add53f870c6c0ea20499da3e10584ed2f83def08644932106550915b02126e5019fb477c92132b8a6b9aa7fe54608107e5966e1c5cdcdee3ecd34cadb9a7d03c0e0ba9d8b29545223f8536830f787856ba545ca735d440be5	\\x7b6d4988ab8172bf7ffe03d6810bef75ce39799d18ac76c9a6904274775907fe
241bc755-f3b1-454d-5ce2-fea8f1c4db21	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x9c07cf00424766511f55b89aa50d872734c0e615e7773cc5afc58b67bc16153d	\\x3cd54d8ee4466468699b5d8a29b5f54cafa8e07cf12364908750f6dff5a64f5d2a995891a621dbecfad94cb04bb9790155ff870364933376f37a9df4e6c8ec8c16d1581f1254f7e00b5584340ce72cac0982d11bb66cc60f01df41ce8cd4c792bbbbeb4c0b6b64a6ae80c81afca09baba84486616aa86305ff4a1f293823c2e41dfc6cc4464e2c4326e93bc0926a693cc68dfc8f73a1dfa1b380ba31b8aeae9e8b3fe66cb65381b8eb6a0ddfd865496e4ded	\\xfb1af89c657ae4f28a42005ffefdef9fe6b858ad12af05b31af1b793a49422353fddc1f1f69a7d6d272b7e57c24e85107ae72cb4b5253219809e3dfc8385bf7dce6944f81ff953df69d6b0fd52c7909202f346cc5b420b80741bd6e4b9aebde3dca0bdc4cd35f07d40c5c7d317a4c218259d12046b0a3ce1caf958a5b1d6b91907c4c964de07008fc1c0067a85fed27ae90d76ba25957b9990dcf1d08ac2a26666ad98cc510ae7bb9204b9116adbc7bcc2a22d41aac14cb17b8b2288613ea12d7628aff0b33aeab864fe39d38d3572fb036b3864fec29187c392e7b936de5d59c1cb5ecbd96d60bf8f58e2d0c281893ec6e34044346b2d2f4dae5cc0259341a2e71909ce8ca5c12fccc7287063541918db4bc480947c755fe1e695f16be7f25bbf9b8432f02d76881a9706e522e25c72737cce249ad3e3061912d04f3acc1dd4aa2b9e13f38c71c18b3a70bfbac77c7a1a00332d7ff4a609bf85b69cb48a1e3e37ddbe58f3acf667a7350473ed42f740af4a4ab84298d0f2c6f2a9f38c877a1bc3a7349f776720ef8e738411279fe83e1da6905a19befde6d8f53e3224840c4be4c602df3f7cc2f9f39669f7afb4f962dffaa0171e4a0225e06b972320f5626f1df7a700e5c208f26d7928dd441d7ee14a98462d46704ea4c55dea394e8e909b91ac2df9ed9318c73c0d4303deccb496c76dc627b9b5215a0070cc1f4f5e093cc54f6bb2266f96208510d1518720f335ade89e0eacb1ed6ccd260a5bc82b98f0dc8135ebf1714d1d10b11965d4aaeb41cfac111df92c2b7c5b5217a363a68f46927a027544bae6264b7e1000ab8d8bb850af39bc95dafe12b29ecbee91693cc44bd885869d2d5d5d18cc85ddd0775f4cb07b	\\x510a910bcffc12c6aa234fc51520bd26f111f594fae40108ff65a0a933b457f6
1fec4807-33e7-0063-6e6a-58df01881790	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x63a9dcea28a8d379a134ce4bd0148a00ee8fe1036853a735a7e6f6014dcc6fd7	\\x098b39e25add3ca37a6c302d1636d3320aad2e96f8786e570e1e4d3e4ed6b91da86ee63d368b4cd2bd60889089ae9118489c6922da77ab948bbb046de0399567894745107c7b009d6c53e420d199584336c573de7f5d403792ed211519cfff6d1599fe08fd7da4d3bae0a3ce6e55d315e858c09a82b807039626433a15fb61191bf55229dcf9eba249b85e477579c835ed934da390b30c7f84f8ca905182562297a35d4f65c0bf71fa800fda6947d5e5321e	\\x681415d1d208c55f4959633b0ef780ab22dc571f1b205bfdf467d7bce2816bf4b3a07859d7881f884c7c8686c3fef153c80bbb6c9860582eb4cee8064e437ac317c4ebcb859d43d5e2c1eafbd52c1df28256236ea14c724ef8f475950ae91dc78a613d58bcd98f80f5c0da26b328e9e5e937ee4ce7f7435d4c9ea8375b0828b2d7182db2d74b3eb3f7dfbdba6beb0ac0c6a3fa35670330d1228d53a079ef3fe169b4e4c4df502b362896321dad5f4e202f39b28183d1d72fc7f743d5b4f6e8b096ac5094cbc1103e8378c436b06a943f564d3670385f230d9fd7ccd8af7ef270870a0dca36fbb17bc98bbdb8aa476f9d0ad535a8f5fcc05fe5065aeab74a1c7b29f5e32e34a0d6487f319ecf87b70124e7f078ae866715b7310add34f2b9dfd0b6c9cac7d03ca86a94d0e6dcc703ad54f5bb83d6fc4deb61a94387201d4f104df80fcd6668824e1e1a774c342694fc56ac0ba4d2c206fa01873c900f7e8e211c6c1a9c97bec83a2a734d0dd1750db53f98c9a9505f039f57d8fec79a47155f451b510acc89ce3579bac80eaf9ba790ba7d2237c39e0d82c12b5f194f8980855bb0097116066af2b1242dfe23e6f524e41282871c91b3ae31720e7245b2a96e1039d583cb84149a77d0bda29e366734994c4d207f80e590bc73cbfa17556180d09207736f2a377d9b408f3ad834035e746b9acb04fc2df17f8da6f61d8b452671a83bce437628858ff6cfb7ec87d297f32c41c280c863b3bd7f3f925c42cabbb75b3e301e5fa9e761aad2030725676778639ff9a744ab536f7c6fd95296f71639e2d250397523304b7e5c06338eb7c169be53fb8fc6a073f1064e08ad24bfc5af794ed26cf115469a96c7a3c40db02b22a5eb	\\x37b5160494d6c7f24a64ee978f0a2c4ae1c88e8b83ce3f56270f8f7ac353c7ac
b960628b-1aee-b99b-2409-13dc364dcee3	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x455b216abbf28db5bcf11732015fdd3c5689fc482282bab0114cd899931c85be	\N	\\x9b2f6e9d13083c9a82809718e3a5eeeb847ba6e89a84243c5fb8e13c4174a88676badfd32e381bffcd464e206a08874006ae48fb29886d4db9daa43f94c2b17fb27692c7eb1142b4b613ef294b38a6ded4762645947dad6279257e56a03e09e2363cbe2ebe761cac618b3076542884f6641ec2ba674a3b295ba0c486eadce8b8714b57e29d7f4f55700c75fbe07bb8242148110e8910b939b5d93126956f53544acf48aea4b9e7d8d000b378ceec19f888fa49b487d47d07ad4cdfd49218e5afbfe8c5f5e0cdb948b2889bf2fc39873c274a265b1a508985ca33fd3afa6e9497a943b5409642bb73607614a3c3fa5c7c52977ac1e584f07b55e9d5b605f37a82b53edef9516944b922754304b6b63f08975967e90882874749da3479cf75ddee4c843f19270d1ca823acbce790307d5ca2272db014143a88c2155ef7fe8c1d5b12a813c494a56b1a992dbea0f6eb5966df1f585bc44336041895748a49fef984529c3db0e31ea64bd6477f35d1d711205cdbb9b513c8967e390840052748109df4f8e306b282720a2717d9a7604873ff8cb2f6ecb57ddeacabbac36584864171d11797430f58c6d6c3331e5e6260191cec0653e2e209105b72a2f12664c62bc92e1ed98206cfdd64ed767bd056547ec2b03e98d6bed34aa20e9deb598be7419eb0552884f37dd61304b25acbe903e94ca0b72091cbed551642501e6f3b90d3878a1a220f3cdb407d5603e442e726b796741603d7e5a2d1889ab350f5d798b19b83b41605e45217e96f86e209221d2cebbd2f8d690829d637a9081c591d4e6819d9c46f05d486307f69d1085cccd951c5a8152fe17209b61b05efd7ec12c4406f4744cf8a15d34b19f2d4187bbda282d930b2	\\x5b61b3ba9ad843d05e33859bab5b8886f2bb3b8f5311b677b38c6c098ca0a7dc
20f3204c-9558-5b69-11cc-e76748ffaf46	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\xabeca6d8e357161f9e3765efe6591446fbcb8e6e9c2e3a9ffcf8030b4ac527c7	\\xfdbc3e9b64f2ce32bec320d96f65925a153cc017007174cc1a8501409fb25fbdc2c503138f80f8f2eedc60718de03596ffba08e3ddbae7c9495a57446d54d7859254d7d8e71d331f16a22345fef9698b5d6b01702a805cb270a320c90080f42c0f3f8f89e6d9312899ae6ac7742dc38aa6db9d193b7fc266756f0ba6ebb6fff18b121c033f314de1babe30273a0e03ccac49652a347fcd1d5c00244ca83bc7030a31661b455f2d86f66da4517a2bd979d9bb	\\x34f987f86b3badcb1cc992ab702c799711e5729a279f3c0c7f2b0e11f30e0c96b424b1b88b955c550a138651fb52ffe2791abef8f5598c3d990889d426f15d1579e04d23cdc386ead5ea02865527d7695a36b564d7891185dee95dc8d70ee73bbf5687a37e4a7b1a8f4e8fecda3802480417e0d3f25a195f54ffd2669aa249148b9a798baebbf8744ccc8723b6a2a82a913a428d0af724d130c3150edfedc0831ab0b938cf1eeda811ac76781b470ad2ec51c066b3b6072211ce729820ce69a24528139649544df47afd29bd31d77dd88cfae8e7aa71e53d2e0dc28934c4cafabdc3da1d2d2063f024c016b565c7e90c8c101660b672b1d18712132bb08ba72b10b41b00ba7fa5324fbe93dd81333098e869f446861bcc8dd0543795282840625d9efc44d34def539be7af6993d456226a52b3d867a6285170dbb25fe42e46fbffec6764d67b69648c4338a985aad309b2da8ebedcde9bf503003c61624b14465262f7762ea67536f4e337d2bf5f86684aa2794f3e93519904b32e6ca62c9a7cac27825325f291ec491d52e4c10e1f2ff851967287617d576c7be0eb79860397f67a2039ba3cdcc875e80bdcadb47489876a5c440e9b62d76f326d3e9b173375dcbc8ae4784abca01495e36f74b2c3e1827ad30686b1686386897196edc782ca39541b682096bcbec40bb49034ecb0f1ae9d9effe5330e3a8e6d5fbeabb5e2f2ac5227b00771a85f48d24ba8c0e335bdc3d436f4fb29d70a560efc37d99b1f6fd0dd6601313076a15c0cf9bbcc4aa159f7e32da3bf0e491a5815902251c299618d173f9e6189d4a0706fe06feafc73dfcfb2ffe3221513e1be5c7ccdbc0aa731db44f5f90472a189130242488b4d87041b6e	\\xec4ba1d61f58eb40e36310433dc54ba8e194664b7c2abf7b6291f28879ca5a51
a57efc6d-c2b9-545e-0b99-7233b784813c	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x6a8d11facd8c36fe7b1523b6b40e9045f946d4252986ca1562aa14571803e7dd	\\xa057e70b20e8a6349ac37d9272fa97625faa409a4b099d48b1ec7c983f034c627c087fd33566fe351081b7d33b7368ca3972b43a1036ce8aa71bf6674ff76e7b989064a5f16d7defca515de4b17a2ed930775863843a2e4a102e55557577fb6dfa482b13be306f1ac6ab3a3c786607a009808fd60229f5d20986975501466c674a6abad470a5c0621c4452895ee52767a5019eb275fed8dc2e5563aeb0610797328b5bda10649b7035afa32b84c73c3ebeee	\\x9eda842e558739db4cdd1f9c4291ee353cdef0f830520533e70dae0b6146cf353f7bdaf07729d955c42ad23784dd8757a76b3341ed818d3f3eda99790b41c12242d8b0fc745bdb95bf1d4f4fb75f60c47c73000ca5bd4f14983de91ea0742f3d9d3cf1060818b0d5184804583e82c7d014e30ab6df2acb7548c0ee243e434bee19aa13200e1064dc779873df6f58c33c0fc1b34d92bd62d78b829baab774765b79a984df4aa812edf125ee635bc20f3e8292d22d27bcc1d70070848a703dea2a9786ae840738c6479865aa41fe67c1dde96d91580893589da27aef612f148d90c1854bc03f7cfd3e55d7ca5d391ba65254a6d433224d4f767a80869d9f8c8e5dab765e7b36f13143ec6b79b9b1385eb7bf4d30a386c57de7dc80a32814810cc30ef51e5e86ac83a1e7df23ba07c55f43d09a310741da1e018aac093b93db40fa0e0a55930398e898b416cfe475d3b464f11db63f0ee48800bfcb464de9595b1683d55a69a0ffb609370acc35d65618d1f2bec8dadda0013903fcfa31d14524f3f69ab2cba13c9364ffb75ec593831c5aeb045bef7ec9bddc03e115b834315a681fcd5b768b63bbae0c5f08d45866bbc5fe951c35f47282c5c90d24ed98b62a99bb61498963d9c78eddff847fc27f9b38b9a7b0fadcc268c5e66152f770bb14dc11a3d660fc56509cd3f467ba1e1d010bf033c7df34c232106c8f79d5254a4439e02777aa6a5a7cd5ca87ae34b3cb8a7efe41e73b397ef03d7d881301992330bfd58e190bcb415976966f8a9a7950d7818e12e1dcf46116dea74731a595840fe1e953ff03e26c3bb9e0d43ce3a17ed74c9229a41f244dc26ab6ad29bfaa7dfbbf0001fae219440d55adf4c9380e491abe0bf4	\\x5032f6b3dae9806b4ba0ae67693ada53d2157fd10e920fb47be84e94b4416df2
d63b5b96-62f9-c310-0c2d-2c826f0520a9	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x1d4c87b545768a9ec771881c7a7522915674aad184fc51129067e0ea4f9aa6d7	\N	\\xce74e5c1b41e53308862cd1b699c74ae3912d50d5bcfe358f66b35961ce6debf774e94fc0ecfa323080696dfc1bdbd60a4fbfff6c87d4d67360f0b9652d25df7454b0502a02c4968156c10e3e9c7e87999a73ee2d4d4513d1544436e4fb277fd77ff1ae6a9a7594e46555734abf8bc9e9f42a4ec5eaed5198bc9e48ae2148b1f1d990b7cd2c3106e9b63fc59b16d0b566109a5cec988f8a392e042ee6b318c146f08dcedbd690a8cfa72bd22da2355a4d21852f53930b620a3fb57ee8d90195e35084cbc555c0259e1009b5cefb4cce39e142a6c797f2d6f38a3a32d00a51523ec7c462a223aae1519f0355f6837f2a2f67640885903e61d0a0f41e8d255f3a78f8bb226cc6cbe94fa085f556b1073034294065db99e243e6322ab9e5d0d2539a09c72977a2e3c556a53b4d4dc1ad87d196c33027b519649daacc7dc7e18e6b305983c0bb2fccb3eef667ca3e4b36fdce48623bbf147d85410d73fbb533e69d95fc0f67730167e7536eef6411c6ad880c491da2e0f6792064af9f006e1600c1456b255c08d8f3d6406e4813c647557d63f95a332aab52fb3e6b4fbbf60edcfda9bd1a5a2337b6581b617612b4e03c70e31b28706d79b33f8b931130cdbf765c78c66980b78fbe0ad4e4d5007c1403517a5ffe6a0ffd1525f83cb70a16c2cc1d23515fa0e748d69da96e47b1f230a10b52e55e62ed75850267a3924f656eafbc3a3a10b00d9cb5ad803097ee5ccdc8fae970fd0475493d4fbc1694057e0ae166719fc6a92b5389a6d3960ac573ebb4503d5d3773c8063ca9cbaae3616f57b5f8dc1830239ba2ba68158b052f07ff3f86dc27bd963d855f400dfdc5ed32b63644254be3184215466142cfa32f17538bf40137a	\\x36bb26a483e8d4850d124aca21ea5f5416ef8cec12a2638924d7b8b5d622b8c0
a5688115-1741-6b44-4ae7-20689aa818d1	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\xd95d7fe82a970a675475fa8c8b5e1b6482b3f4c39f8afa093045746c0ad117b3	\\x8e451f899e1c99e3c0bf7a02c92be8ba67c9fce3635610c5199d3c7503fa97dce295f43c61b5457ba0fb0c7f7bb734df575b0fdd91cfa07e5ce0426395379641fe05d1fd8e3716bad71b0a1ee308232f6f97eae333cb5ff681951e629a01e1d9cb47120796ea9443daaf8d257d27b7a63853383743665acaca52d4d281179debb20acfaa5e5624d091d74480a8fd93312a10fde32861cc401e476d9e507c70005a488efb2d0842ccbdb8ce51ae45a7317b6a	\\x8a30efc60350fde05a87382a9ef0d1c298fb98044f4736ed1e9b4dc3539c4aa692f37c5874c348f7a1203612d32676de4007ab99ed94ec4fb2230fa3fcfb622c03bb0ba5a1075c6d597eb04e1d3b1a1789acf5b2ac43db63cafb8cef7ba5e8b57ff0a77661332f934540fafb32c027909152290b0450701d0896b1d7c9b5e37d7b14c5c7af920e8416de576fbf2416e7b6cfff52de37b98316f72798fbfcefeae82ca8877c7311fe9bb6156db611b3f29afc42c7ca0e1e645c2f942eb24811d8d517a2358358492cd690fc916d3eed77344ffb1fc06f4f1bcd478fe28407d478743047420ef5fd03884b982c76299ce679c839b1b0238214265e150ebd2b2a713e96875fd8c59debd2daa76be7fce773c21ca9d163273e7df8b207a73b28281de237635f812af33ffb37324689cdec2deb2a52a6b1841c7587352851c74afde937363261c96bfcc305ca00d4d3ef52250839cf1b06a1b6343a76c6f996d507e555169ce19386a839e9ec291b826fc5a9176156ef2411c6ccc00bb0530fd2a5ccf9d42b9f84383dfad86209c943636084f8599432749802aad4c7c684ba183efcaa601922b2392ea10e34ba620b37295bb71a5cc3fb68dda9ca02c31581df2275284ab8d8a173d0cd0c0ef9c0601335b45abbceb19b322a47df5cbb6247aad14dc0370ece83fa6dcbed0a8379f7ceca299d715e8a5c20aebe77ba218af10da2a193226c2c8f9187a6bd4f25923ea0c09ae909c32d0804f6570d6b52fcf971ffc305c3d52a26f5ea164c0065c7872e1f6f94f7d4877f28fe98882603e781aec8e5310e5da6d5c78ce0d35c2194d8da882a605108b510416706614591d409f773ff5d4f04ae5a306f44c7c48cbf70c378886e5d	\\x6299c96e827c83db7981b9506e6e3343b710f190b1c2a8ef9dfb71cb88220d80
5fbae999-7fa2-a6e0-d51c-66df329f7dda	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\xf028b0d5aed76d6c8ea9a2d61f1b7c6774b50ecec319c24f30866b5619d4e22b	\\x80e514afd2ca994f23d3e006ee44d7c860b0af9cbc8de7c83686dab744c099af5ea77fd404c4b4fd71ced53a6f2cdbf15b1982d6c09a005a997560056c3683bc7b5ed2a8648799e296a1e2ae675ea6ab6d6c13982e974fec53b3a8e692074225c308240f453c499f771fe84270dd63af74199f8b3e3770a7de574d7d2d3bc8bd801d6290a69f28349338ef9542de72b98b6e6f8c104e9d45486b2095a1c5457e925d64d60e8b1029e5924532c01251a2bfc3	\\x0b316c5f91a3ad337de393d61c01ef80f1c5c8376188051772db3d2e7fdefb83249d42b349c47f44eddf1a791966f0ef83650c84a504aca242b9de187726d8edc83eff1ed1fd86e87da01553582d8acc003c82ec974605b5805afdf128e200cef088279ef9b3d912385917c140d4ad5f9a03624994c25c92751a31a9218e9a2cb0152f26cfee951e4762e4069b75b86f8196edbdfdce3c597f37ffd085527bc6928442a033051da664dde761c7b6a075b363c3bcd2333e71ac908f5308147fa4c541ecbf62c063d9f3a56d646033505bbeb7d631c21047f946fccb90b3f5899a777041f9cb6f10061e5c886b8f1fcd8082712cf9af10964be285267603ad51679cb41bb7a265d8ccf4b35b7800894241c9a14674847c2b9d50b4fd2e9b20f30e080202c67e90795f3131f4165cb03d14b17423987268d6a2a5f80d59f52d112556e32662d103452e457ab266384532914e4b2f4aeab02189ae5a8bbf1a1d3829272be5d1bea4b86776bde05e82ca44e2691af8f3e26280c3651c005bb4c7774841879ff163f35cd091445e4ff164937211dbeaa69712f209de49aae0612af6b35eb42d324915d9ad09022569026c2935fae91c52096e4263d872d917006bd60aaa33fea7cb77d23271da228071f795835602f162f473db53da5bb88d775088f6a4296e86b6a4787c0c0b3a9d6ad586183a920772a9b9520786b680061d4daa81988621d79d64c6d9722ab5ee243242dd679f280a4d57ef7d7df9747704b9e068b5947ae3d56dd573be8ca130e4d1b63f57e836326838b2ecbf0d63cec93754f351a971fc51bc475d07376a3ff0f2b1dfbeb94e93ba82b2462cbcef6acdf560bb900bec591f0b5589123148856a068f9c771d	\\x86a913fad4740d9fa50ccd90f6cb5d2c69a2c9e414c018e7f1edf2fcd2f546f8
764a7d44-94c7-84e2-0581-508791de6954	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x05a9b648e04a0e650b0bdb8e3be1e5efb05f37eda770b8d276a2ac3adbfbfd2d	\N	\\xa4c82b693e600a42e86dd53e717e184ded8a131f3724841ae1f8b612a801e17d01031c477d582afed99bcd165ed74debf17da3f2d0e9f0ab2eaf7cec6e55528b83eafbb06c0604dcdbde29155fa7b6c147d2aac3bb957455d157650933e1f2ea4284348536bc10664dfef0c13193b5208c67f6f4c0ea04af64a3f61b1a0300f8024c1cc71ddfff278087a2900d33845d3416cef8395e5aef37d7a6b4e56817e419ba630bf7345a63e3ae70ccf0c051f376bb76384688711d2b60cfa85be3e8f560f3b73079d38e4e83adbd7bef2ecc9ee2031fc631ef612d7d104d60859f9b6c96fb13e377cea6e2c5b468dd88eb5c733802c2977d6906beef38bf4cc4a8fddcb2f8adaa23d11c9d68bbc0f2b58dff0e5b468b000cd5c9d945d0f68aab034f01686d1c27a3450c33d18e10b730da176b7d9d2101b23ca85b4f6fc349a697d37c60376d96c6e249f8eb63ee80fa087df0abd3b51d440a8173696bd2a03ec60aaad53166dba115cd005ae0e0cc1b5f0441f6cd9758045235c0abe449c5dbe3c1ba8c29b1631b8d788112d7d5029849ae8015bb960d3848809317dd5f213374cbfa0e00d54f76c5a2f5263e963460f662213391d009d5f3c2c895ac1199eddf9a650f6603ece3299a013f34e4c2da07cb88f70b73e9338031137daf44d5cd3f98688ffb6faf003fcd726c9d32c5e758c5dc6cd1b9497baffe6856dc736617f35b22e2741872bafd934c60b77893dad4f39ce10279a4efca684587634864b42ab847bbe2128f5169e76945a0bce63e748f5f09fa5aa08fb3650ea54fccfc6758f413375494e928fafc93b49b0dbb9856cd2e6b810ad06a098a501d83cf28fbd8bbcaf9780fe110c91ddfd8f73a2f2c644c664361	\\xdefcccb3897d9b213d5dfe16678d24b9c09d65e19246824744e0d332b966526e
293f10ee-53e2-987b-18f8-4763ae68e8a1	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\xe294983e25b573ac11e6f2ef95616a5248f6a71cf049a34b3c0e392189d05991	\\xd2b276e04274b3c1f84382d7e07baa27bf2cc7f9cbdd3992afe3cc0891fa90c380f5d0c72ad14fd90ca497f9b8b0cf017de8975f7bd0520cd34b63cf876cb1623784f0bc63c1bdd0861adf22bd8c602c876793c11231b84ef7e2344e37f06a6ec7ac7b95a20973d9d38fd1651cb952d573004a81e6176cef3d8b715aa2c1de6578972fe86ba25daa87a3544b93feebb532651ba67ab08c719bec79345a83a16393c50631c93bf7fa8c02bcb1eee4ef2207d9	\\x2a2fec992ab2e8832d6cf11b0d091978fcca3d819be105592696296dbdd79493d38918342370a67215536830edf64b7efcaa293d80d8dd200f0b3490f45458a07dd296bb33e93aab82d20f4169011a2dfc66b774ea8ce84d7ba54734eafe7d06f955badf52e1b5897583cd403d8791519f2beb8c4c18d0331092e5883d1987d5747ad45110a6d5ade274cc279234e7c140225917551196479749cdb2e2a13ee3f5b45389fc3342d4f9d283fddb46d393c493cc3f5ea7355f7e393c2a8127194061d9a28f3dff78546b2c431b96b0b49ee12d8f2fc705892514a7ed096a5dd50b69d258d00a5bc45fca8d2eee59a71748419ca30572ed1e44c8d3486e534ac831c45d309ffeba93cd5a8e70a7ea5b8f7002110895cb51296eaa29f1f1b41b2e8dbc498fd8713f6df29d4998e6e4d9b936bc963c00fc8d79e4f3236c40f0d49e49dadfdf14a3eab35ab44e31320338f20c307ff03e4a2d3b10be7268b39d020154edf9697af844d427a0ef37af8b4d0765b56b3dc1fdd544e6aaa4099cc0b63a8c7626849f18ea38c54f93fa44a7e0527d2d285737501cc67bef1c193c04ccc56372cf3c13e1cbdea2a4237be710107ee26f0b7249c7db5f2f6dedcdb7c7e2ef1ba4d045412bf25d29b9905f419905c6eee3885439ef66196827324a31545871cb518ed86db3120fec7a7db9632b431a7b66cacdd6a7c0913ed83bb730200d5dbde04d839d6b735e22c7d4839c5f77cc8c12e7b8bba0f0544fd1752fb511dd27aa274de4f852d7e6405d023a807eb53f96a440fcf62ed7d3eaabc4034155ae30c2681c44a8e6cafa7697872109ec271e6d4afa40f39e279df46057561b11211db49e1b0759baee072baccb075f33ee103eed84	\\xd7114ff2e266a6fd69c7bba199c2d2b18693a8dcabc71fd8e381d705ee76fd60
73ad2876-4287-9c32-3952-d8a4f519e8c0	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x0b0faa3bde9b7d1d09122a7f2a709b307bf5ecad258888c2661f5e78fe275940	\\xa5e00f82b66e261f943d9f3584f88e78d41f866fe4a78a6b917b85bb349961f532c93b29e3b0c94aaa1e4be548eb7503d03837da4ca440f6f5d24f908b6e01d46b16aae85d14a33eb1397db1faeace20b1b8b7480b6d89c96355eade38bbd9bf625b74941fd02dc24b61cdaa502b07d78b3aa6a9b976947399b7f0247d8bbf4893202f73ca4c9fa893263e47742c4c0801373b2b722cfee10afd17a9f412e38715416631f23136008fdc385fd58034e756fd	\\x5b16a52e92a53771280b0d3ce6167bcad8a4d2c38b879ac0ab2af74f432337b696fce160f57adb837bc0e4e0e78a74cb710e322656f4a629570786239fd9c0091029bdd77b52121622e523e61c7aa4c0bd8f76993dbbb73235810c73f1215fa71589d29107142720f4a5beeaa8b75434025b8f308e15a59579029220d38a14f692aba0d2f6b9ee52bf674f28fbf3e3729df3cdb19cf7cd44f64a16090cefae1ce1907c342d8c1ca8ec089b65c9894778edbeb6514526fb617e317a9fd646cc006416642d1ad19d5ad96cd6d7ccf2a73020cf0280f2b0e7751ef4898b65a1ab680d156eaf42fa290e9d0828c80157f3e265f4253701eba1c19444bfe4e09b77366cf031eddbeda327ff35412c2d468e3494e40ffd9ba7c8a1deb2c756955c4efef21d3ceee801738d7fe5e0c7bff7ed61ecad3f106ef5bf98ea2aec1a0c3805cc4207040d73314a57d9fa13274bcb98c40b7c6dc06ca7a1db1843cd8e75eae24b8b65d68dbd975cb7cae788e3410654b636159c755fd227e0789132fcb2ce7d64932cee818db79d7a409ffaa2d1500565161b4ac0fc3e1211f00b44e87a27a0971b084ca572c674beafa306fdc130302cdebf07e3821e7d34afb4c221c0464b2f338167b81e7fa973809edee198eda4afe49e86ecb9eab593d522c6b7d88ff046e810e1c3c4c6942ac062fddc1a0b15468228375a35c8bc58798ace49f0618ef83d281c311e28f4a42bf478c16e10719c04bfc66d302413f88f64977527a1d452abf33843c18a90cacfeb31e4632cb2857fb456362125c24d7dbda4b202e5f17628e5b5eed145a90eeefb54f648a2ab5fd975c2462d57be8edcf8de8514a8e2e9e0fbbbaaca43d3df9919913664a6876f1704	\\xb9b573116d8cc4e5eeeae9db601d95f5d98530819cd4cf31e3303db76bbdaae2
c35caaef-f967-dbb2-3bc3-0e9f9dd2df75	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x89e2dbeb5f4ab17adeb2a3003665a48f02ca625975f89be44a579089313cd6b0	\N	\\xcb3c0aa4a919d4a9729effcdac245b5510e1638560870946b2c8236fd45ec0d5856304d12c8f09b8f52679c2a9819880b3c0c7ed2d5ce07c3f9fdf45b77dacb3401fd5fea8cc7adaf90fd455504743e8ce657f22a437324aad651182724b55dbab7cbf653bc7e541a8cdb78471743be264165d28a141bf0b904a1ee92c65b1da71dc087f3e909d062f9db3f451c891163603461cea125b1124ff3f9f0b083ce0ed97b508998973e4de20b7a8340705c0686f377c7ff1c48df7a06de891aa7b145ead00246ebe39b6f6ba0a125d999f78df9e1f29ac49ebbc897af3ff6689efaac63c1f9b6a314a763ade6a15d26072fd78608956b24fd5e4c5c3829bf0f36696590a69d078a37ffdb6d32b9f8b6b020246a86223987f5f061193f1b0beed7865ffd1a055c3228bc3c2ddb3c72773be38c13fb2a7f3c70c878d3a15591b41efcd75463cd444de65d2f234221c46db5b362011b41494721916fe2d6778a0467be114c357ed909e1ccc47929163460b11107284ec6823d0dc86d8d61cab2d728f1ec3fafc5613b014135a9ca443abdee750c7aa485b6a8435740c0c2889698c3d10cc8dab8892f44e6aec8134bdea7b34b3bb8859afa87f13e58cb4400a08e55ab1ca5945aef85e09db0b4486d08f45ef574ea2aa716087e0b88f881efc9c386170a9b32f4a77763a9e19cda1f5945dc4b70742b52de0a09da3a47b82fbcfc290d1d99c0a5def474707122e3705fd92fb0e1bae1b2d5ef5a00b978997b7f2b241ee6916f92f17eaec6c05a7c16e135b290718a90677bb25837b2ab748cf4b3dfdea2947c77d3bde81754e28d052e7c8dcc68406ca5de5373169a7f59f32cc15b3f7816754a7778bc3c04a2b11479e4616ba1160	\\x0f997f1a6fbfe338ce9bc9b9c987dddfb4ae4882a08d05e352693f3e26044cf9
07d637a0-d123-1c76-d966-5539e357e319	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x843a6b51d03596a097885bc141abfb5fadce901c4cd5a42c622e5d5024201f8e	\\x362c2512ca94d4853c3f0db35b3f1817af7d7ea89a3753a20d168a0d5beed36750a9bd79f132f3d1ddad42087ee2b0a136cceda2305ddd01fbbecd5d13bcd403ac1c2ae0ab4dd77f6554bc35419f4244d7fafe522322334f75bb7d20a82b270ef0d57e4a836a73e46724aa17c3bc3772a9b5a1bfbd33c0f18533fb10f10735357d65575efd647d23094aacbb685f6569bad151013aab4603e92271d243d1a3f99b25d02f3fa964d31d66df9a425dc60cf9ba	\\xfbad0d92bbada9aa17e0e2fd29d5fe6ce152e9b77140f6b21110c55b3be1b645ddfbc055e42f37a02cb7e8714e406d57ee285514a6a81fccce1d1880db19f38cfc9ae3c20be184988e3fa48c23a7d1edfaa5243533f0d33351059b67da24e3c2ccc6a82ca79a9ae4d27c2157a7f5de894ac623991767f9d33a3ef50aee0476f01f97c7639fb9ec819e6db37fba95f9c83ce8a64494e5c023da26304a56ca29b389f4da732a6895ef6a76ae98a8fbceaaf8b8f9e7fd645a643c63b4beafc3df18c1d43526e13de63b5bcafdc39439f2d4c8ab430efafe3aecbf12b1aec2db37a92bc483ee8bd0e70ebb4f390665c13f33a3ab93b4f9c2fafef2f6723c7b61ef02ae2cdc1ef6607a4db785f14e332f50d8f3d263b39c3a6e7763dde26eb944f1d62345e2e17b1ac0066dabe617e53e5c2186f1a13988fc50dc10c5c3f64e1ee3b3857e5a1d2854809638dbf5ee2ea888b56aa75722d0b2fd6a7fec23d23f263d435b053ee3080571a9d48df50ad9376a9aa9525220df972d8cc1ff10d27abbffab8f0bc5b4f1757bfbf17d702837dbbc3cca98e5d22b2297b12745baf22dd3c414f3e93252cd1d894bd2ebe66321873da33807855bd7fda7029ae620e58341c6246b77144312e2a44849a56df049d7cdc7e5e1a742f4aef3f1cf92996157fc8d9002169f56aa4d039725e615f1616c24b8ce54f347355188157406455576e9a49218ddd2110d3f1b0e1a1f34fce3b14f8e3aa7cb352b97f85a837af24474e2c16a99bfcc2d4fefc27dd88f3adc581ce2f795426ed0a449d42bd281a30f41d424d783ecfc2c648f5f00940baaacd91cfac1832d4f5d7238fedebcc1b1ac5fd976b150ff2ffdaf91101bafe58fe6d2c865e4f116	\\xc056c90d68e3f891ae4ea5830e358392f156b5df756760e68004742d89f36fc7
7ee30a8b-1a0b-2141-8aa4-84282ec13a8b	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\xe387b9a698348d4c5415abb88b639e804280b1b53352d88a989d1faf80fb8227	\\x2911e7c4439a0cc05e6aa062f3b614b48497c19dcdfedec943dbe2364612188535c3b5bfd7987613170ff17c1fca0c7e320191f3157a2ebe82e58cd54d5317e06deab52ee46e1c822b10ee9502d6668f4b74f98d689d0f865cf0cbe986f34a143d4c2bd1ae137d6ddcaf632bae857b78f7b353691ead069f5744e527c06d48c2c25d4711c66d9ce4cc026056b080a2ee739c49c0f87266315d3cad5c1133289b92682508e5081dd29ef5ab639d361718d2b0	\\xbce53cb077a1f97738d07c417c7da08875e23a14dbf43c099ae69e0bd7741107e08dd8733d4d43d63a52cb9cb5c4f5c33cbc3eb1635fab169c80d9cb345d093f3f8d7c936b2f03e7e8ffaeaf52c8a0dd6b4e71b7f465c28fe6d3e769e4434e752f745f04983405455a6ee29a9e2243570619601cbb6328cf2afb66a5435eea60ab40fe0107ca986dcb1d7778b26f6876fc1aece9e4a8c06c5d6d07726e763f3895378fdf2d7da4b9f9e9ea61f51b5c624cddc4200ecd910b1458850cc5510707078393c997670542c2efd1a44e0c17405355bfad0ba0e415e0660b248effbdf2081253dfd2a3cf220ac43f2038044f6e70dbb24f1d1775c01c895eb2ced4ce8cecf8d2673f9571ae817d2d996b6aab572201638984043c60d03b344d6479efaff21d11cfc608c2d579c632057907e07cf3413f3160a366c1954c158b10a14ae2dee1d0bc5eaf2bdcb80a64554451d480b921eb2ac3efa5fae56b333b1c76d6bc393c4a983bbd5b54ef80d3fdae230c230b088ea8844c052abeea1cb70e8a28f4b9a54c59efd5ccf20d9303f322f74b8356161f7c1f5ae7f767e406fb2d5e7d0329231df3a2c838e4648e3e9360928c00a4121d1d8bad807a79441a7a33fce65bcd3631cf13aee8f88cbec933f5df4dd4043074fda2fd03c414b7b25971d047e5b5f5632e72c822d561a3a85d4b3ccb5bce98a79042024bee26720dd1e839343d8d1fc171cd390e5bcef5e02db853e8754861afb95dfa20d0f5fddf55c2918ce81d2e75c2bbfebf4ff98538090f7e072d5725dee0ac82d2ce3842ef916c7fd7faf495d5436928a9dace1fcbef6e85579fc82f43fa71f4556feaf22c43f2709f59679592de29e8ac4bd2fe4c088ea5c50c2bd7	\\x8985573ba160a9f9530fd7834f8961e51f3e99fa4eb0e36c9e41fcfb9c002a62
8d9c132d-54a2-2034-f31d-9fe7d1e5a1d3	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\xb4a4ab2e049e33339a1d3f334eb3c3686c944dc2604fbed16220f769c8dfb939	\N	\\x0bbe7b90f9f782e334f4e0485b29277b0a9d6324107efcd38d6be92dadf0dfef16022fb6d9109c96de5420a3179ac2ddb5f98bc1d6e180e7d403d7c5f04a9e29e848642ed1e89e103335a210e6d6f77c439fad74bd216f715e6456b682d4ce0e0cc163ebc451c0e89eaaa95929768672973bf933fcd967293e1504df9253174bc713473634f3d9561c5db9441d8bf2482560478ddc47950ce9bf14650ea3d882641ee30aea50654fae11335650b63b246fc0701135f27582b2ef793d3c9a487f86c6d772d18bb29a5843a21a3564355f9de0946d42551b68f7319ba5589bea7137a1e9ab50bd8f462afdd3de3ebc8b9b7994bd077f616dca2259ad778f8861f891288f698c1dc2713154fc80691635b8bb314045d308599ea65d60ccbd843906155a9efe80b60c4c46c8229c18daf90aca33d1d990f3ed8b84fcb185c7be3ee60b3bcf20072496fdcf90dccde6a2ef76b5f7193e0ffa5c2b5bd3ffc210382beb8e1ec30acec55a2316cb93f4347812d48d1b8e487c7cf2ec0fe23b9ae65ce6bfb5cc0572c191e0b6907fa816b3465de286b2cbf9efcce0f40d7ca327408cfce4e158aa73ab7cdc02f3b1590e8008ae222d7c547ec9147477c060c3c66c1fcb3039197c5eae608258cdf33b79fda38ac02744e5bb78f8bfc41ead1558ad5b415fa10b45a064781916651270f6e8ab39abe8f0476f7f120a0afa1b198296a3c1aa7a1dda966c4c63457b86c274711475b59da8f103913a18dcf684c23cdd551967c572f203c2b8ff5132b08b0e18220eac47d803825053223c25f8784fcce9dc7241a72dc9db9d0c58a53de7e7faeeac17c90f5bed099299c9b0d93a05b2aa07746c3de6a99fceedb88ecd7798949911ec981e	\\xd151504be5ee61726c25cb74b64d2c29058955db779b859096bf0c8fe0b3489b
c9610475-008e-b82b-32d7-4efebc5c2636	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x0906f7ed6352429f5a5924d0495fdf8c92d3c45e2f19d07a77a790b4a23c311f	\\x7702926c3173c31ec458f595081d19e4a7ecc52c7cedd1500e4aa102b4dbc8ed922a49e6b950142de021d0408baea2742a09d1a7a617e5af69a956abb6eb6e208046dc67cc7e6f577b2f7768e884bae06cafe80fb43288add9b5a6b76f99924cb4f4c24dd0b58d130a370c902a0cdeed11f5ca4024736fecfbf2aa948c4e38e5c019945d6ba641a7c85ef4d6809f623416aca53252daa6a5714c56f949e6da38bbce64d434afee6566004d75f79f3de5e0fe	\\x7d0e95f285dd6bfff7e91a3476be02f0081eeafb84bd1c934d8b4de7f4b4fd2669c105aef74f67ff8178d8fcdb4438814788bb6e62adb5faf6f7ace1e89349b2b77fd6e09a3bbac61db28e221825329aa78de45a74659ad474ddc233d1c7d7731560373b41ee9c23953a18da75c6798d9dad63e0d166c74d2078cdb65654435401c499df400828f8427c6b008d23f2cfe7371255c5b7475681587120da4d402eebd9571eb008bd758e13c94db80cb2f9358493a7bcdf36dc3c27d8fcbf1ff3b526b41ae109f9259888bbe67843081af91d5e80f6b1494bf73bdc8c148fc3e3868b32441c030606111d7f75bef347eafd5c7e1670e6a740f90e65f9bbdd52bb51f3a583e9516e4859be08f3bda6d8843a64e3f059bbe78cc26c29627902fed934f87a2b4e020741c6f3dc1d5bc569ac3bfef6faa559c529088ac006d71ab5ef6d169af661cb3c708eb24d87c6d9b5a21a74e4acf22587b2aec851161c71783617950dd2935e305c43ca571ef633147ce88f00b8df7145cb1cb359a121942e334f8f8bbbc8f868025b472c39c0e4f5aeefac832c5d9497cf7915edd51484846955f63234627520d48aff23cbfbdf84e2915be6b0363cd6de7295de420204d953746fd250c9f74f5ac9d27510299ae7a2b32a5e1374a88385665a0ec607c36f9b09085f9cac2c1ceb79f1a4466c46085528cd6bd0918b1e691e9ffba6e1c397377ab1631abf2719173ffb2e60a36f9137618326384bd804d454caab8fbfa75e33ebd3deab3b9c2ec3d6b6b4191188da63b57ba8910a1de4b371f0efd8b4dc5a75c8640cf0510e485049e21e1deb26952398453b5607cc1feb53438177fabd2651e4863f01f424ef7c91e5d6622b0bc582592bd7	\\xb6f9c260437ba48f266bc1d126c6798d111c7ff552e8263983e06e5ec8c5defe
c05a436a-1371-399d-6ed5-209ba1c4c9fb	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\xe6e7cc472abd73686aa2b839459b2e90a1077591716b8d1202fbe5319319aa59	\\xad150e3f731f9482a98464b3b1d6d521480c9a817b75a4b2855f2f504372d7b80289038531d50e76477bdde14feb8d53223dd9c3e00e3b20f1faab168f13ea0f78ecd2b87a0ec15723b82928855afafd1802c6d07c47ef87b02ad7a831517ac5106027b5797fc682782f254ed8d5050d7029cfb69f8e32a05167d5dd4d415e623a8453220507a1d7cd6b2e860e5095400b129bc0f2aa526429febc9327f0a994276b272b83468c399efe598bfef4792c7eab	\\xfaf39f64f0896b974679cd368a69956244af3b4b919b7019b55f995428e1a1b8b8f32f0ea2f44ec4c7a0b7a115c246d2d3888c05768c4751f801514fb0d02eaefd38a727096a95b83d08f73874202b45c8314a4c694b88bbc2d954865f965b3a478a2511ab74b60f6c55be7ea15770648576af70a8289eb61a74ef792bfd7fbb015c63e960504c98e8e0c944c0673766ad7743f1fb4bdc941af8f4dc503a794439bdd488e94ff23304d08057c3bd295a339e5b822845c06e1ec87dc59f1c2fd2e28bdd843dda58207a6e4828b4949713533314a538484f8a4b536cc8102f65080c6e8ad042feb1e52884a88f1bc5f2503a51b8251e7ad72634bca88f26466615f28e9125c092dddc5aa7ae6deed8085dbc3526d11e6307aaa28eea5be582fae04199f5fdf2a8561d5650336c8f025ce76970cc66db620c00e76e79b613a69dd0cbf6293abd126a73d8a5fb0a2bdd92fe99d05d7423a4aaf926f0c143709206161f94e6cb39310e20b07bada5e7319ef632a14cb77cfff799f2b1b13e9a2868c289b453ad444c529c955f956771cc87edec2dae7a80ca7bac6551b39aa04a43c5f6ba4c8122f2eb7c91c01e914a857e32cf88d7d8e6c7a81ba076c124b33209f38edb6f84f6bff2725ab0824c63340e6c07f4ea5dfba9cd95122094d6b019eca91f8c4137d51dfad3414888391075974dd7689a927bb880b1972c44c3a0c64569c2ac4e26aa872685c91f4f812962d74b5f65ff93494f6489824c44d62db67ff79f9284df162bdaf43f45d709951309123d787104e19dd8834380c5f2a4a94c3fca8dcc789aabe8d528f650e37432477e30fda8d48b9ecf5146452f855860fe4ab34d9dceb47c8f890279c653936d22f6916b	\\x2e5cd31f61cf02d8e9c6942b227719f85cb52824d412665c25b095750ce007dc
a87a7b32-dc43-fcc0-6781-e57fa4b1cb32	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\xe369d97f0f0c0ea63d416a415dc30d69cc296437d12d190b3f18e37ec5be3bd0	\N	\\xb47a694e6926448009bf58a7fabe4864523543abd0b4282936bd6c580595e464e3300d064b81eec1ea9c93319e988ab5b967e02a3ad59a35327aec37f96e84bc1c49e318802d2847112f282ef5c84a8fdf371fe26c3da9f709f13e18a972fc1f452e6125b8efc938b9960a9cbaf65521840813318b437403845788fe25afc8df39ce9e122091932de7064654f678a6fa37c0152fa3e7ec4eb887be7249a390a9c78b2f9876a97781725434e83febe72e3fdc4c36e53667a5558197abc05b2cada11039689f0d658f8b8ceca618916538892d57e4379fb7efffa50a858e71c47160ebef16507b39b40adb99ac7a1f2ff3803bf0251852a445331867969e1663ef48af3575ede3c50e64660f6b6a5ba624d737d1e6a7db4d419f51578dcaeee177ba74826906f9f4f46d2a4f8002a814f221caf045bc4a6f76a394b7ba118c63f273f996594af570eec5b74b3f948a42aa7b5bacb6deef2f1268e946bf02dcbce2b94dfac3f75681cfdb6a4a7139a73ec9ae84a363118578a6fc16f4a80e0eac0418578e23a1a38cca7815b80bfd6588ac8560e581c673648e5d58760838b3e8a7e9c90e3adc51023f957b1f93ee0de34518d074929f86f95592ccbf8dad6dafe532d61f28a2cad84b73baedd5552f97063aa8db6cb01cf854124d7a7ad13d678750ce4e1aeb952285e98b7f16de77894b1c8da65481370905c846325b8f366e042cc1eb8a7ba602708936ee67d8bd1877113184fb1a3dfa735e2d391d5020aa56f01c12a1e8d58fb63ad99d7f9ca0c8b9e739a8e2de647c37f043aefd935771b8ce6b0cc640bbd717b77c3b494db27786f7377f4708af6ad55b2e8e7f16ac3f1ce49b72bf2950f60e0d209bca834b74b67110	\\x0c49358f60edecdd6eb450eaf9b4c8c479df0759aa60c4b77d540fa84c68b342
ff504601-f27f-188b-6eb6-8e6f47634f38	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x3faa8ea7aadb9c58bfd0cb333fe79b2b92534477a7e0373c0ef59fd4b987e5cf	\\x1f1b0d50ce77f07321812341a2740c96ca0ef14f57360f17387a7e382d2cc63af7300f79475660f3ad7375a79b4bff7a49e9ccff433d206a980f1ed4269845155597b009a0b3807433ae24fb9b1a13a1c3b8e9913a18987e4ec9e2afea88052977ed9c5db0555af598c62e37359022edecb003f143c0d33dbb0db6edef0e6d1ac67fd6497f79c2f3ff3b3f452e5d9faedab2b039eba15a3b4e3975f9ecfb00f94549f4bdfb03d95d333b3e0325d88486aa12	\\x83fee77ecbf93d7753d2a16e929c710d74a3c5000a63026c27108bcc3d4a0c91ea9385929aae38d4ab48934de67b69eff947d07001a7bc12a862646feff6f8ca492154fbf4317722fbc5b9391a3057622767a7e3dc89513db60b3def7960aa194026f1f6802f6196b33c0eb349d4a77ae8b445be7558c65f46ef41d9752675ef62b0a082683a6de2934c035011d16a66cdf1e698881c78263dcde45acbcaa3f926a8b4867290cacc080b44c5c62c7fdca4af824ca74921f9ba673de8ba862a0ec52d647a495b9b117a53c44743676d87edaa47d5ca5fa7978fbd4194562a1577cbaf1bfb16cc1c45ac281b17cd4fc60adbe283dee333a26d2f23a7e29e9c41f4c748c34ca469301e7d9efb328e01436639dbc6387b2094164feb6fa45e3e4486f63bf2c30ccbf346281bb31326b7d8e19d04a614cb5414f30883785d661b4771805307ce24eb2c1876a4b7847f5edab97485095f7987407b9771873776a00f8e9cddbbd97df7220180786c4b87125a55d3bee243ff2c0c50c9a67ba7d019ff580b5d93121a241bc902540819903466c044714d3de1dc7c837593ab9f1cf2a4849a2ec68b4ffc064f2ec05ad3d0126043e05dfc0bbdf39e3291dd8dbb061365cf8ae0a342b60b63fd583ec1d4c57b2899e26f01d8def60b5fb68820210a75b55fc22f896cd2216acd5a6585c931d6c8e2852a4fa685b0998d17cdc95d5a6275eebf8da86906f307bcdc9d3bddc3d5c3ab3fc0691101e0ec4f96be3e95de8a02f7e71159aff5c3ba7989a69cd3198366efae44fc5374b8b127e95c1679891902eceda2cee446be837c65e51e77335ce646b8252fe8192a69f533983a5ea67ca7e264b238a5c12d834803f23e9736d2fe030256	\\x388ef76f8ad68aafa109f152a35fc836ec4dcc96ef4d9d48dbf82a3324e5141e
64028ecf-67ac-c63e-898d-bde7734d3d93	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x0b2487ff41c8274502116a404000032eb57ed3363e4b12b9e24ced14080a8600	\\x2e19cf7b5e1d4e971485de441bd62b583b9f111ddd3e96e0b5dad706000464e0b72c6ad677a41b2615c43b436166ac94e0309305844166dc53b255330b935ce9e267bd6d039f5f1e63f39f3b4ee915e5a155538ce028903fb5ae621beecff6b81eac3622c3bddcf56ce7384835612876a5f173897e8e5837d89310954cce9470a0a22c73d73c86930141d903f391afb2e08efce3ae36d60bb5826855c1c2a309d83762a38b37bdd748b384f0500d2a4d3f4c	\\x5762d4ca69719ddeea81a09c526cc9c75daa7e6516010f05de53fff1090019d8e85a91026de697c5378655ca2cb01a7f81c4283f1d1accd2b0ff4c63be03c3a71d26a0f57e4104d297d0d07e3e973859180c0960d4ae1a61a4d5f9a875f7df1cebc552603e274881526140dab3c31f509e858462aacfa2f5c59e1066c1180870f9cbbcc48f4d70c0b7dc09566f7a24b0380781cdf272e6ffeb56d18ad8ea6e65c0632d34ede15d5dbdb2b9524d716f454e1a4454608540be1bdf9af05497b0496ac945a5d3d6fa88bb62e9a3cf123a7e91934be4d058167bc7bf8d4361931d3974f3704822e441ad6acb7385e4cab205cb2d3dde636d3cb68244372387e5b9728239b55c7120455c0d399c7409b93396eea7592b7a8dd8e811a1a3f4e9b2a1a72503e51d86e454dbe79dc809668474b320544ddc3ba248237245887f8b955006b83c37e2b6e0e9bb6e586f4aa91fe595ad6e465ef61cd8056ea5c144408a3eeb0ceea6a863dc74b27aa412b4464ca5b1d6ca6f9d7d2050af967127dbde1c55515c6c4cd80a35f56cb537f4d483a84f319a58ab8fe70c5a4e78a96f18f10078a69c40c89511196847f904cf4bc0a07690e005467f5220741b3361fbdb6adac6906e8e1d28a6f427bcee9571269b9c27afa1558912a06974bc487571b1541b6849e741670d10379a64e5e3f54f209a7905e727c08fe534fab81bfb57faab1e1678c219f551c25163c2ac31dafa4059739db41e37073094fd9cc4324154b8c87405fcdcbadc7bc11bd76c53d1c8ae1bc22b07431a20952ff47ad9544e8274b07d72e04ededc27abd0820c73e64b9e641a0d21c4ea85e55329e89e8537a312af43b991dc62af7fb0231f1a94ca0e542e3e842423	\\xcc131da43cb4bc441db185ccd0946422c1898c9edac66b6c20d25579718b6294
af75a8eb-af25-4294-5108-55389190d2b1	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x632669dfb01886fd1ce1e86b1ee57ac60663a5f2db71713f481826f768214a7c	\N	\\xc98ff8f131f66d3da4da3041ada968d2dbaabae8cf50d6d4105d2a1f285a87cc2c317a5948f90ec4743368777b9b0d0d04fa3e38da868bb47265746b7014fb15bf447866e8e36f738643b0681bd1b8fa5575abfe9c6251f01aa574ddc3a19a152d910baf755b48c8d406594693b430e4aef6a6e63df04e5391a7bd4aa98232d00e0d677666664995fcceae5bb7e290c0a59f5313dfe1f5fd4618c9495e51e47aef1c42477517069531ab4285a5ae773c8f2f8a53471cb7015000748c3b458f46e70c0eb2d3e4ec4fb80a9a4d2d97a46c9d1cca208eccc8a5959e08ff7a219c64bf1586cc144a7fb384a7a2e9bd48b3cb5d1dce317b6fe668e82f1c8e2c9932635d7713078fb6652014ab4ebeb6319ef15f1d66be0c9bc9566de0ac4d8d1c9c9354074762a6fa53843de90f08a3cd0e014f5019f37ad753efa09f732b56f5b9047ec4aa5180e799425c944122960af102d0faba32cbff3ea9ea694f1e70aff51d6cf29ba4c83a8c468576e74a62218b4537d356afa5087b7dcce7aa0fee6300ffed89418e150dab1cb24037221758e0704a9ba8ddacc19f3e397a94fa6abff31bdca318d901203f92775e3195b1bab58d3b855e314c52cca9b822940b7ca0cb749f1b4999c384d1fef10c4c97e89f3bffad47062d196a0ef0954527486587690f5f5a86882e86a8c3f4f3e39f501ca8bb7a8e2b4a2cb28a42842bdcaf3e8b997352035496e874889aed91602e3fdbc0039bd41738475f0a53008259c8d9536cbe5d315c6a83950ea038db786a05a5f8f916267e6217dcc9d3d4457781ddd902aebfc4fa4f2e9d8ccae76086404bab449419995ab51190c615c3e6a17ecbf8fdedcffc529d27567d8e50fbdc5a5ba935487179	\\x23f1c8d1064ed468dfa218db27fcfa2e4608533496502c66b30c58a0f97e90eb
bf015ed3-23d1-4a0e-209a-0966d12cfff7	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x04f4f077be52b433228d5bbdeddb2ec5cfac19cb147c2385697213598994698a	\\x64c0c47095c2ebf61c005faaefb9b1a0b794191ef8d05a785749603fb3620e0dbcf4b204fad6ae42cca55ee6aacdbbbe1d5fffd79bce84d551a8321fbb487f7c348e3469d011bbe946c9921117b35ec30f13ffcadd4a53fc00efcad7d3db347d8a9ed9032056a412277d432a3d9e09a953119a94fe1dda025266f6d996249c9c4d62c223cd76e6b14e0ed2ac2131ad10f2eb7c6b4e3df6439c6337c22c955fd702ee5e022052b2c2d49a807245f759eed8b3	\\x597f82f4da6aa2b04bf082b3b474409480e81127be0c176e9c8fb2fea3d0c2e80a138aa811b76f106f6deba4b16e3d32118a0a2d92c83f91d29763a7b7de24e779d2175dcff69328eb799326eb12435c7a2376c0cb53a7d3e30fd808a8930553036b571e2d15dbc3cd90cd677c13a3cd30c45dc420ab1acb13a6fca31e038f06e69a8e8df9003463af3f58bae788db8457a7640f89f0cd27e59dc8a3da04ba2f0c2e1b80ddc7a663d38b5628dca3628690b6356d4cfaee6f185e9c3be42725e744b170fa2df12404eda9133af4d078a4b1248b8dcbd2b01bb5719642e06221424c77b2d162a9279ae65732688fc8d797418bd666e645e1391931724cbc6e304d2f1f7a116e8c7216fefbd800c0c54b35bfa0f56ece2041dc6025a6a2caf9bd31611c2d48162921e3dbcb9b5d890c549baf43873462d09bdf6880cd7ba265e43ceede5c679945f7fb831012284b9f1bf5b912f2860ead24da75a3e2aae86ec84c54f9aa618d8f8f77c0cea31aeef09e95a2c4e226c443ed00848119b686cf3ef06f69676e343e969b52f50829a4081d9de2bfe7ed0f63545cae8cff044ede89c71a5fe49c168ec37472d615273b6048abb997f85258ec1c0b847187146833ed2d256eed80504943e2cdb26fbfbf003eb110c76f3c5d0090ddbb4c77ce2cf130a65c9b9a32cae5cf5be5623a522ffb6afed6b8956601a0673e5257492c0801db8ece26ccd330a9a4d8bab58407860e6afbe4fd4375d5d5af6a3f4c7235f3b90eb99d093080a0a2403814d28b1cc07e86752fd4dfb7f4d0186ffa0306a48ba418648e18a06451894d5be3f37a24f2653dc201ac27f2b4c29a36953f2e3790667120137c49e7195c657457fa0067de71b7f6894f	\\x4f545b33fbdb2221089131bbc3debff9186ee217667f407776d79343e4f52a33
c5b90454-69f8-ae8b-a24a-bc990f09d3a5	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\xa289ebba0cb6cf165fc09d00bc77d3be059235871015af776de4a23383c1ba75	\\xe3a01c249ae941017c33047e48efd1b2e307ae32a976247aa724e6aca7b8010e4aadcf57f3a4835b6c57e67fbbfc323494b597d901c42617609d1c7ae7a0339eb049c4935747f513a52167ff95b25009272aa294597a83fd718b176e94f2a806584787124bbbabd11bd69c4bf17470084231a7cc9430280523c262d859206236391613485767fec5475cd26e9b2922acaf4b07672193502ef82af63881818ec833bf1d6300a7cbd317c3c2434446b85decef	\\xda7b64c70ceeaed2a1a8f94c580e11852d51f3c63cbd3ded2e2e10042fb024364a22b8f9de913ecae25822d3d82f89196463cb9c732e611561380a9dd76d47a245da5651c7b1bdc84d9204e139b6a99750cdb35e923358bc551e3867965823debeec7ad02160deea7c0e6ba3456f4c215b3f806f66fe8e147b71fd469f7ac3792711458ca3dc6bab2b4593d75ef82291512845c32a6c6432644ebf74889a1520c8e838dffed8a2a41f43eacd26decb761fbc6794f026f977fd61d5e18aae2b28c42b635f0b0bc6c47103bd48b85e022d1cbc51084c016c642bb6b51343d7cfb5b9b6ce68fb4330efcc42f1e9b1340b177911e3ff1fc46fe36e2f0452aa62fb3fc4e6956c44c0b9ec73af5d08a3ca4dfb187fe2d1c636595d852460ec33ff069165ddaaafa87197139b3d28024e06e5684206e23321ef932bbfd45e6c5bc8ede7780f7e6bcedba32fd5f24118b11c2dd819ee54a5cfd0a63e26a6389f886f34f9ce8b0d3c4aa3e0ed777631228823def9dcfa6f60d20a988c933d9b0c9093e051f37d9cc8b622b0b2ff4dd61cfe133ee3b21c2260af57a3f4b1ed00e2bc7738b5f08959aea2a3b2a3846a66ba986ae9ffe562edd6e230803f5b3b3d4034626163f556b0799b4571bcdea999379ed9d5d8f6ed239b3b801eab1561dc03cc618b0109dfd0af9714c17e575de2238d9c544c9195b47cf20425b14ec82c420359a1b97c896110334ad54902bc4c134634384abac60dcaf2233b620492e7758bdf34183293e2584aba2d68d4783dbd7a3fabac1e8a358208312a40eeb0eeb47b2ebddd0bdde97a94cc72079d319fce7107079374c550ec41796867b9dec721196fc113df85f7ffb4f2e0115fe5ad6e997e7969c12f	\\x29c125abf64d5259f9f5ebffd8c8531acbf8a02428f706f0fd6c55afb612df50
721531d9-2550-b3c6-fde6-17a69e161b55	384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	\\x53797e929fe74c243120e25eb0003b6eb70bdc4c01c96e893b292d15f6ebf0ee	\N	\\x1d81e020cad14ac420f51be7c26eb58777f9530ebc5ab597a1ee86f3ac08986ff3ee7bf04d32ecacf7af91d68541ab245073f753653c175a7d7971a0caf41bbb4ad0fd5884cd1cf6bc80004305a9812f47ba2fe147f4f256fc84f59fe4d8a2e55939785c7a05af975b3f3e0d149e2eb0c762d456ce4d9c7863bf4aee87748dfd4762e2ebff50fbeb5c2dbe85ff6226a68f72021c3d3f1cb29d99d11de9eccf4dfcd80acc4b6791f6a91c20a0eb93432b1f6b88b77cd4c5f10b0847f885332fdfe956ed11eb98644dc94c97eb4186103c351419b247d4b29c49e596243ea105310849af0cb9d938be8be47508d13e95ebb37a54205920e401ef9716f67836502a5d6e829e404e72006266cadbf87c45f3c974c038a3cb8801834c6fb60327dadfb81bdd390db33c903d16a88be935d7f384d5d46874ca2f99c6e0d66b900cdfba3d27463eda041035a5472ea65978b4a212060dc013e9dacd807d514583318fa14ff91e4a1a4bfa9897463a0a0a2b1e51e4420edb877bb500afa1e9c59be2a06834841c26a19c8f7280d2ac906972c29664d7732f27012d12db5a22d4c8959d741cd4bce96177607a6f526200f5d690083aa603526e406adbab707d5ca6db066fc128eef02b3fb30c87c177585c3c110f2b0b0ca8a680545e6c1b8f4c70518a733fd678747aa70dd3ffd8043633318e63b564dd3e93365b778b405a7114b5b682c480fedf2b9cee1a78c5ac3e453a9845f3143ddbbd70bafd503a7f8eda2e6ca0f84ea56ed14fb67357bbbf1ccfdd713fc7fd7914a0ba89f6869c1011390521657dfb113f428ca0691614791ff9a8aa16815c331a91f6f80c58713acf676e2b05082047a0e066f2a24123a8de3fe4cc81266d	\\x7dec53dd98abdd4d73cdad905273ad0f18957b8455805209043626d739cc775b
\.


--
-- Data for Name: logout_answer; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.logout_answer (mark, place, locator, session_groups, outcome, expires_at) FROM stdin;
\\xb4a6da453e60bf2da64d49a9d201a1cad8c41d9319c576e25b285112d529dc03	\\x0cc5d0a73975072d85479bb9fff3acaa22c970e56444f40e9f08d2349cb2cb8e	\\x4cc137699b81c932436de8b751164d5350cdeeae0f5085da0b72c3c3cbe839ca	{"\\\\x6687ebd1d9c1f6cd91f8b1601916e6a534873aec45189dd3522e9f9ae8657eb9"}	signed out	2026-01-07 09:30:00+00
\\xbf85698879bd84c85fc680b24381d02388285311d58cf1d901a876b0cbcc381e	\\xa154f8bb37faec59f2aa9a7ee04ca9914f9542dd10592e206f82436a91edfb2d	\\x755245f960b7e37d0b0cbee0c5cd0777217a68f96fea43e8ef7b4d1adf139082	{"\\\\xec2825604d15b908e98d92defaefcd6600308baf498c435029d10fd9dae551c0"}	partly	2026-01-07 09:30:00+00
\\xbe6cfb91c8adecc5c464c763ed220af088b7bd7d9d1855353f6bad4cb83d165e	\\x4b7723467486545720d37821f9825a9f4689412f9263e08b4af48d4a41894e82	\\xc2a294344c23d531e241b12e4a90e5494150aef01896dd4132fa42e379c25441	{"\\\\x8c87b477fc360c3790e4bcff559d393327a2a1809041424aad5d3d025c54cdfc"}	refused	2026-01-07 09:30:00+00
\\xefccc1391f8f69f23afb6c67950c1eb34039639fee1d20d3911f6a0d253bd419	\\x9b645e2e31e6c5b244c4407ed17ef6755981f55e88cdf248e5f9ac62d6937c81	\\x7d3c9c1f048d9cf14fb251e76eecb0e575ee86709ee8e746f465d689892a80b2	{"\\\\xb1ae877ce7cd4e8a5fbd1615b1bd1780057c0774d0cb26adafadabde66e33fb0"}	signed out	2026-01-07 09:30:00+00
\\x8c91e4a6d7a45a0b5d3104fa0e7449898448d5a038a9bb7cb70b1efa5c189fee	\\x605916d71c122abe4ac42d2c15060002f3e6109c0c503c6a665216e04fc5fa58	\\x111571a7e8a79364cb5cb6634ed523e957816fc9e298b81a3ce37afc2a508431	{"\\\\x09e08d54e93d492f0581afe468e3def9ac5af04e5d60f7e88b0212686c523b8b"}	partly	2026-01-07 09:30:00+00
\\xf2b4408004dc80b439611f6033d036c007a3ed71dee0f9261ef55b32b7065097	\\x205c5b6988fd34bb3ed3cdee3b7eb3fa885a360a4cd37bc0471ca6b8230f2db0	\\x72ea15d1d43b1646e92e09c4fe9e050cd90920180659f8c671e13ad92032fdd3	{"\\\\xd9b276d3326823b34407f378185e833a3b82f38562d32c6ad046820c5afacbda"}	refused	2026-01-07 09:30:00+00
\\xbdde1d0764b90a283b20979ff6a70e05026cd4886363d41d4879e74e87c49856	\\x520757d4493e5bdcc264a3c5e955606a0fa4402e61f1860edfacdcaebce31af5	\\x6da268b32c4111ca1f6b3a7f5acbf9a43e5b9f8245a6d398e909ef439b941fe1	{"\\\\x7dd171c906606faf08b46721d4c902cec91f53d079fadab8795a75a1afed17f9"}	signed out	2026-01-07 09:30:00+00
\\x2b2ec8f01114959a85c8c57632a0cc26a4ef5c73058c5640e9b7914003f5bfe2	\\x811587c7c65b5c34da1ffa95d64b6d429a0b01c17556b3508bbd787af748874b	\\xb4fd868912cab327fa34c8e3a1cfef9614bfe8fd451afcaa999a5a024b25287e	{"\\\\x983d3c29fba4c781c49de99bc8dc252d854b2b92e7034cd84e8534a05abfe18f"}	partly	2026-01-07 09:30:00+00
\\xbf12e677005f9b22d4c75ff16b3fa7251362f2d4b57a858428dca341f241b1c5	\\xab70d4c571ea7e8afa75d8e7a13ee54c89f13d278333aedafdbfc0192a2e6704	\\x0cf2ad26bc31c73ab84c27e21c59bb1ca56847a0e4e94e264f461fd5188f4754	{"\\\\xed1897d832da01643dd1505fc4866df11dca6b3996e69633230f694bc7d15bd1"}	refused	2026-01-07 09:30:00+00
\\x818f7e9e83a82f85af75b01c60aab08fc5126a5c97eb3ac51445d162d1d5b2e4	\\xc1f5d754918ae5194a3791ead7ca5bc7073ed8c25221fe09d51849e8b435fb18	\\x4768cdc607c6f76b6a9d233f724cd51817794140180fa9c84c69e12fe8956319	{"\\\\x87187260d9c96c4304351204a685656917119b57ddca2ca8f4fa5b97f7fe7470"}	signed out	2026-01-07 09:30:00+00
\\x00c72f324df4231cd169d2d5eb232a6718e766ee049f82cac0a50b10483570a5	\\x22058e5439ddfd7c25ea201073c3c4e7b5ec0fe6e52477e6a5e60f80876b6c90	\\x53a1e1a0dcecc3c3acebf86fc89f618d85c176c6f1d8aae7748550d50ea465c7	{"\\\\x9b37388bdb9293e73991389c9006079cb24c6cf594a23f1b5aac9ca861af84a2"}	partly	2026-01-07 09:30:00+00
\\xc4bb26781d8dcaab712bd8393ffb70121952bd09afe0cc33d869a3a819cce1a3	\\xdb3e40eb07eaae1f8adababf625e538caed138e369525c01ed3461b484cdee52	\\x5d2884a8d23b91fea0688c9bac1b6f25151b29e776335236c9c329b57e06b3c0	{"\\\\x6b1d5fb249454d12e83677511992484288ab25c75a03664955023ceaf5b96465"}	refused	2026-01-07 09:30:00+00
\\xf0e62e819fa1c9c66197a17cbbc7a8e0928369504169f025f30cdf45a5ad8130	\\xd561fa74b628dd007ec6979ff9cf9d1581c02aaa798502d291b56cead2d6213f	\\xb615e877d67bad29d55bb415aaee392a049950e8f0cef0703a384eb42fe9130c	{"\\\\xd989bea0a5107d9a1f78ab7be17780dd0b4fc1e2dc0b3121ffafc4aa446f35ae"}	signed out	2026-01-07 09:30:00+00
\\xeba1cd25af81a01c5b6ea462d2e4f776d87af4972b12950b7778d309374db58e	\\xf9ecd43e2aee9e82d4faa80a017ed80c92c4ee4828dd4f424b36daa3b0431497	\\x5418c51d279e6912c2bb11b20d649d622c5e63b0d28283d8ec1b8d269865d282	{"\\\\x0ee44e96926149ad7a3c058e6b6982511fd8c5c156c8ca2097a4d08cbce95619"}	partly	2026-01-07 09:30:00+00
\\x644dbd8867774b67e20e36135dbc41fbd7a6f8de2752a7839ed2ba2440576179	\\xb45144a5b7cffd3e01763d96882f3fcdaae664d952a6ab9b92aee0486b798787	\\x215ef7a2d831cf99e19ea3323a39636bed408321839706f4ba55ed9f23f6679f	{"\\\\xa257c340797aa4fa97b747d1bdf6feb36f25d4f241a3dc328674da4b13071512"}	refused	2026-01-07 09:30:00+00
\\xf77647b4f345edcff636f72ea0b9cb77799a69a610e67bba66d1c5083f3b7b2c	\\xe997a8295b1875fc7cdc2f68c3b4b1e8429307c4b9a6bc19969ecfe0b50f854b	\\x322bf8ced0ef0512dacde0058ce4d74aa46cae83f80141d9bdd480fcea0c2dba	{"\\\\xc2e7cbe40a3469bdc5770d14be2bc53e9e9bb252d74ffc3a05e7b58157b403e0"}	signed out	2026-01-07 09:30:00+00
\\x08634aa52a0b9f48ae8c602daaa74dc10fb2b3cae3e3e527254fd5e121f32e63	\\x4914e9a6c4a54c7d1d0d3f61cbb7de91a7f49899a3dd63a54f177159ea4a8414	\\x85abe888ef8bec9312e008001aa0a35981d421333ea9f86149815d08bd84f38e	{"\\\\xfdd1c30d871cae84ece633b851775b000fca5cddca8c4bdbf9d833f00c980ac2"}	partly	2026-01-07 09:30:00+00
\\xafbd2b40de854a929f8af612214aff6ed8d495d939ac673ab2bbfd1fbc126446	\\x14db37011679b93ddfd04a1f8a4876786f96261c09a690ceddaa503b718ed893	\\xd402141284e34f656059d4056e86b301a2661f0ff7481524bb657593dbc598f1	{"\\\\x528f77ddffd4a82cb1d29de37222f081d9243a898cc2da0318a3a30cc550dca9"}	refused	2026-01-07 09:30:00+00
\\x9427dd77e0ea8bde3bd9e0c928e810d0d2a3d3b68dfda0f2a4eb7ace056e0e7c	\\x3ddb71256d55d2c5824596d3f160b869c4b42b40c46042d112cb0f3e12cb91e9	\\xdb08921f28c24717a3967e9337d0999b6977453f615f162c5299bf6b1512d1bb	{"\\\\xff6a5a0233ffea6d5f3319309b3ddfca8f80eea60227035233a0db20e30b3b5d"}	signed out	2026-01-07 09:30:00+00
\\xadbf2940ffd35ac57597a8ca7250acd7bb3804791299740e2aeb27b7d29c020b	\\x756c14f9139518aa3e1577f254a8054c2f4662790ddc62d232222f180fd06546	\\xbcd36b6ff86694f18990e229cb3915383f87362a7ca6f3b0c90f751691763abd	{"\\\\x6b7f59fc41d5b1d905dc6c8babc5a6dd3f594badbfd2b16a5d045d6f3591bf7c"}	partly	2026-01-07 09:30:00+00
\\x8f8fe8221fe4946ce0f7912117e223f9561eef67e52220f3edbb7709ac6a90ac	\\x9120097a6792aeb4795227f7cb22e13ccb79a4337992561555799001bfbd2b8a	\\x956941177fce17bbc3904618ae7a39ac13d6f01141748540aa45f6bf79c63b23	{"\\\\xa60a58ea12a57e89f0a2d3a97f40c65b78fdefb4b1798524198baed2fbf4cf3d"}	refused	2026-01-07 09:30:00+00
\\x2f79ba27d5ef1c86bc8d4458849c14fc5ea0c757a0ae37da0039e3c1524030a4	\\x20a091a05e888dae633e194dd4f8252ac29d7b935598064dc768942189096868	\\xc6e23b53ef42014a18f8ab21d2d4d3b89c740f3173ec03d501b3c139b488b7d5	{"\\\\x238f01ed5b6b23f003514e1b16e5e2e406ec9a36c971ab103c2e9a7ebf7d8560"}	signed out	2026-01-07 09:30:00+00
\\x4276f25445d45eedf2cf68d54685690a19f7059dd1032a8f3722eb2745b59cd8	\\x208afbdedb68bc83bfd49d925cbdf46ef909cca14bf176caf0949776f3575d98	\\xbd9c62ea5340b6024fc3dfaff14c98f3c568e436d666adab2cc412d02ec889c3	{"\\\\xe47627b9cec5b7b747daf22bded92a8c0cdd3b047c6c5b23fe2d60cbcd8d79ab"}	partly	2026-01-07 09:30:00+00
\\x0733a069e278349cc0041ceb5f0220b960981f88db552c5a1e52763186a4522e	\\x68d17bdd45a90705bf69946d5f4fd0c879803687d75b40785bca84e5f354eeba	\\x16103f05bcc7d0df1304ec8e880db6b3b921a6d01bac3e3523697011b8a805a5	{"\\\\x62622916d823231fa29f92c7884f4428b8f89e30757b7cbf54e74586abefefbd"}	refused	2026-01-07 09:30:00+00
\\x6703a980d00616de48320f10e49bda5e766815b3cb453647a5dbc0e088ea3c24	\\xab8488730c28598a5b174faa0767bebea7abc6a3d7f35b719297584d70caa006	\\x395b2d9166b4e01e0b211266dc6125159400da56ca95753f0734df7d982edf84	{"\\\\x26ed6e1d742458073ceea5cd433dd23fd68c5c1db68dce2a84e3a547e5b9fb97"}	signed out	2026-01-07 09:30:00+00
\\xc4a86ed3d95e50e3e89ccaaa69d362b7e9dd471c60e5154bdc43f7c9b6380ba1	\\xf13c5eb381b86cbaf51ba659ae2abd6655050d21bfee76004a46287fa59a77b5	\\xd13e4beb1842b603de6f5c550784a0f7c9b69320738a532dadcc55c2c50ed209	{"\\\\x986015c8a8130dc9bd6d9157ac616502e80bc10a28b621ff045c09eb0667a8cc"}	partly	2026-01-07 09:30:00+00
\\xa63fa17e8cb2f3ead0bfeb5078b418322cba1426a822efaedacc3c620e3a73cd	\\xfafe8bac5b8b78247f4ff93882c1528f360a339117197d8a81c9940e3763f666	\\xd4562f32280f050bb0d5e4b8a63a676686fd3ef90693eb94530fd1e84597c571	{"\\\\x3a7feee8bbc60b3c223d4b1e12fa18519d273dc42d18331b797b5cbcf4891a03"}	refused	2026-01-07 09:30:00+00
\\xb6f88ee1caef6ece37659431cf9aa42e3b52411d9e9fefb55b3b6d45b5e1662e	\\x2dc4935eceda72249032502cfa9be026b84a7547a6535b9a50f56452a3a9c4a2	\\x253674164caac8d81c3eabce68b079648cfaede673d97bcfa9b7e1f99f5bc7c9	{"\\\\x3b628ca8b8b1df1a021207b9c7e7b9e01e6ed8e3e34459e045c1f05501730eb6"}	signed out	2026-01-07 09:30:00+00
\\x07a2dd8b7e5cb00c384ed45d505f407c88d9e07f13a4a46b50c4895a3777d3e6	\\x60ccba48e1de1d8d706977f3945276ae0d3a99d6df74193452ecbf442edeec7e	\\x150c8c84a1934b16f6278a928917ec978acc39e0b9057888641bb1be05dc46c0	{"\\\\x5dfef2328cd764fb3228333d36844921d9d28c910d4c3daa1d25c1c44b77f394"}	partly	2026-01-07 09:30:00+00
\\xe49025c4bf9f4cae575aae162d0c5c8d92afca3f2c7798c9146eb1251c7b87e0	\\x2abd0ad61f032e116334250ffc274c6641c65610aec3487a534178c2254ed448	\\xea6f1c3816c42fab608be78f4902315020426b4dba0c3c305825f80e21e580c6	{"\\\\xacbc95e4eae58eef7f28e6605105ef9ab496a2f4642dea11a1940db36a54410b"}	refused	2026-01-07 09:30:00+00
\\x1d7f6458099d17d32cfb0965b6faae8b7501e75ca899813b8ae905f30ae4deac	\\x7107420cb1e846755e4db075c8a83d1ddc32dab72d240baba59ddb3d13870880	\\x1386ac6627b4ab3607b74076f1c5ebbe187b35ecaea9c93733daa8ae0d7e68fa	{"\\\\xc8eccba730e42ecc73400a71402b278dbf350057ceefd8fa2be2da676dfb57d8"}	signed out	2026-01-07 09:30:00+00
\\xe4b1ce6d90ef9824f66e00980976264c692b0672536406ec2ed02a4e6fef6c21	\\x6053764bdb5fbcdfb0e2b8bc20f19266f17c4f5224ecec87e204c4628d74a18e	\\x3d62fa8964799595355de6d75bbfea5e556576aaab50f5827ae80cd22c0bcf09	{"\\\\x48922cda7780c5be90bd27724290a2e4cc2474288e45d8ceb470ac46517e99db"}	partly	2026-01-07 09:30:00+00
\\xcdd527547eb758be0694ff75259b00818f692ee2ad42ff527db3e22496d6e365	\\x26f04f01aee3638ce7c59a94b1ba956b43fcc5fb3263db21e8407ac605d6939f	\\xcd55d273186cef6cb5ccc77a288ee6b59454c0f79ca8dbed1f252ae08ef59305	{"\\\\x57195d64636ad5ef44ca4c6fcc20056fca6239ca1fb753fadc0906e5971649e9"}	refused	2026-01-07 09:30:00+00
\\xc77326a57c7a2fe7f82fb9fcbed1abf42ad9bb12994ae67af09ccaa29b6247b4	\\x329a1906031e0fc52c4ae163cde65047b9338c74d75c9a6308e6c2c75f33a2a6	\\x5dc1aac4a718b2ebb92b1ed90417d136d51c2aec7d37d97e6deb8a94996f23a7	{"\\\\xdef4af7c9626675c3ad4449060104f3fe1d803f381c41f9574c2a0856da8c247"}	signed out	2026-01-07 09:30:00+00
\\x9b45db9b179ca960c2705a68e5e3c928729c1d653aff8c06481cc35915982d06	\\x31a036d8656d36631209aef070305f96278841ccff5afef5195e3530f959e76f	\\x283eaabaec2060bf5d4446de6d9e3ca4d2cb895657125ebacd49afe124ddda0d	{"\\\\xd01da6392a589fbd17ae54c652697fc20f97895df96f09050b2f7611baa2dc4c"}	partly	2026-01-07 09:30:00+00
\\xed2ce6de72d50fecb3e235dce6d01d5b5a8b89202d08ca3e1fefa81afffb7f0f	\\x4db8bdeecf8da3c4f83e0e8becb90b9105722feb5904c9abd70149b424c9e3ed	\\x9c598808f36bce58a6d462c847a6afc8f8932dea4e76557e0fc5f09efd6df732	{"\\\\xae6a7d33027e9ccad3eba757e980b40a3dddb912f1c8b0c76994ce94b4d43a30"}	refused	2026-01-07 09:30:00+00
\\x0096fa74df8056ae72d63e8c2eb412e2416ba847f955589faf3a59e67ebed03b	\\x64afb8ae27726efb63f81d2a24b3afa0ffe54d4b652d75d6690b985679d1b8ef	\\x0dc734e0d9058c763890a2a59bd715d09295cf047ec607db64c6ab96baa02d29	{"\\\\x56f2eb7089ffe4c545932372dfa3599e45fc0c78ce22613482cc6d125368a8eb"}	signed out	2026-01-07 09:30:00+00
\\xf7d0c4d765c5404acd229aa44515c44a8a2e1335bb69faa6e1213999bbb61f36	\\x93b3c9407b3eaa1998d4baf116c19764e974553df588d2b1839497be07a8e692	\\xf6f9891ce806fc1a8cf2d2828f0034b5ef2cc387a157b451885f6b07690d1ee3	{"\\\\x05c730aa5e5ef3c5efd0c3db3378f0887579294eb4b350453942db58cefbf7a0"}	partly	2026-01-07 09:30:00+00
\\xe0d1f1b30c7e66c76ea07d58a8ce460242a170ccd99b3cc82fc31a7700f2f3c6	\\x6bdee09d5aee4af32729d7e9453e341247c20adf0d30daa5d2aa78e2a3b2811e	\\x820ceabf5d56955be44c6ef62fb30327cdc018d45c5793b316b07167c4af4d70	{"\\\\x3d81d64e7009c7162bc4d3133d4b304be644f470e442c980a29905d27255edd8"}	refused	2026-01-07 09:30:00+00
\\xd20c4ec3b8584ffb93db82b9a445ce68b3104ed0877f90c0bdc3ac79565d7abe	\\x8cb0db75fbf805e431b45334f401fff6ed5bc7201c691779c415d9ac952d9b2c	\\x05a80c80d427c4c550c4860bc07d6c9e8f2aa16476f7fb65284486519c3cfc7c	{"\\\\xf0accf0c5a0b4f8ad48be2c5ac640d3e61372bafbed2e0d36b051c066c08a371"}	signed out	2026-01-07 09:30:00+00
\.


--
-- Data for Name: organisation; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.organisation (id, created_on, mac) FROM stdin;
384892bf-f4c6-495e-8f09-f7c6a0cf841e	2026-01-05	\\xba1f437f0c8d4ae97894ce5fe1a933397e18d59dcff91e235b7b699e4502ac2f
\.


--
-- Data for Name: participant; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.participant (locator, session_group, sealed, ends_on) FROM stdin;
\\xe4ac0a3516281d1e061027d37d903943bab2bf541ad9ed76186699b4e06c7502	\\xd8de90d91ca75ebc2c36b929119ddbf38da9792990876115cdc906c546c12d45	\\x9595bc042c13b20d64ef3331af6a917b60a4dcc0527b5912f7a760ccc33795699ca33fc4bd4d054734955cc7825f674731b881cfb02dcabeb889dad619a69d513791276e5decf0333548b3b91bd69e3ab0215935ed2a21f329279d9fe0822afb71fc95384435e121d6e740e4720722d26060375745707fb5344e9ee851045da5986b28a7f102513351ef9a84d9ed4584ce9077af8869d32d9062c1d824b09a4e2f93fad4ca64aa3fe8ca118e2c92a4d598b32c0d01d202150d0ec8148893fb8b126d2d5de5ac9214d2ead272f5c954ccff96793ff0fce3697105a5bc5c72366195cbdb532502b42483dd919f92e2312df5b62e6b8664fe621bf7e1ddf6e2b736feb5791ce28fe662f038d4be74ef979877fb1d3c8e6d17204e6ecb317e451256a0c78dc42fef21934b20dcf166dac807b5a4917fc48bb47c058b269e997779e1521f879b18f9d240eebd78aa62d8ed2f2f343f93b89aafd07a96990c55d39e145c44331aff06562032e2e6c2f8ccce50ef585447bec2d6ee13af1b5ead67d18ad1eca056bddb2f1936c53d9960db81a9	2026-01-09
\\x3fba539600b1e0fda6205eb3c368c632a89984414c63fb8c55fa9dce7df23bc1	\\xd1b721f8502645030d7be2dad83cf65d8630c032fb5e670385f90153bca2a06e	\\x493e1dc2093781e48d1a3a9595e855d814753e980afdce2fcb7bf8e1739e72696115632eecc9cf56899ad75c2c7effecc89042907044c646fa7fb011e451ad5c26c5ccd8a7047223b864d62c13431cc44ca836ee4586399f0e26d3c60cb324ee4e07faaa7a6d89d9e888f06cc4b6c63808d9adf1aeddb133b889ce67c4ff457005372557119dd966c02b89f562b296a8cad10d20960983b65cf1d7cd16c0fb005c07d9f01447340c424efbb859ca61e45bfc205d63ce003d2b09d05f9510b9a09005cd73b6c2e337ae15f236519b64decc07e2970200e2113069dfbd9fddec9bc11ce942c76aa73b68227e77a3d630d9aef40590fc8ff73495ea156a0052b74a12258368b7e397a9fe2fbb24f8b5304c1431b8cb6d8b4452b10e9e593227fd11120c6f2d82d82477285aba54b89cffe050f2fb78e752da889aee162c069149d899d2ca028676891127439c828ec6f3b38d85320b774e9189fdaa3398e17e509fb432e4b48ada13a21c76f1dd8c76b00771e204839420b0a811f42c1d7b1de7a29f6bfc55c5785159ad829291450336cd	2026-01-09
\\xbd4dbd0203830c353eceffe00606b2ef7309ab61edf4d23a4930b08900ade38c	\\xbf4edcc3e351ebf4e46da82a8b8ee3b7d09d845feb062128ad86c77ef5dabfdb	\\x54536083ad4e9d3c364dd193c72296f929fa824f9b3bfed5e38fb8e0123e063759b4dc13e3e8b024d60f2007954b67c597872909102f739bcf657929ad01a1a2c6fa3c5a2dfca906b9431378a701718bea97e77d0d5e07c662432e3c96c9e35c740c15d11730b2915b5c5959aff60a396a4c6591f833495efcd114fe741d7ca4dc388bf6fc41ca3894b4b164be8dcd91c3fe756c69c0f9f60be336afc1c085186ba5ce89ba27bfb4f458f16cf75ecaecbf89d3ab1253c4f8201b7a6989b80ac9e069a5130ef97ee63561bda845da9d0c81fcfefbce68f75e8b8c2649106ece277a764fcfe9f1bcfac472d255d309c8059b271c712b809d15ba4a74030e2c3cff67340191e49a8d5ced3227249b401fc5d6619cbf260655b0e1ba8f6106857b1599c76d8214825a44ebcebfc556f9ea4702565a05e94a9b3b93bdf4024d2c48dd6c9e6a89a7ba5cf2653dfa5b953a36a13d62ae60b26576d2617d776238ecb977f45357fca1a0e34cd39ceef2643600154b3d30b96bc9cc197c1c2a22ce6771c4879be71d1f35c9ed812f6295d570d937	2026-01-09
\\xb95ce2f1d37e59286ad855a468a5af3e9c57e265b837e9b3ff0ec13a8d915697	\\x1fb54ec9fe4a5072fff2b0ce69cc4f06dba9a7989fc85e248c15c7785068b75a	\\xce1b886969d80772d6a3cfac20765c418f2e9e5dbf9d16471ccbcb5b2c05ee5b5ff25b91c521ed1ca7ccaf81bc836f55680ed7475e4fa033df007f1f233adcab4d6469d7878257173bd402b57c026d5a51df6b09943ef43e4f9dc4cd6a77fbac10ffeb20d8d1ced4b3bb44bee52e1be1cb8acae3e49bc2c1116fbf56de4f43715215e1b409aff760cac73b54c88fb123ec1fb19c624831d30644a00612b48733d22b507ed2960b13428019928c090989d710b681eaa639b693397a3e1c31f4da5e65e91218d1c777aec0843c5d4afc5c48a4be4f69b21859b7a39edc2d5b62ec35b7caf0fc83c2d8bf70ba00bd440f5daad65d08e501b1eb6c6442bdb6625784cf0a0bb484c27756af604d67c2286e5eaf86aef7b7a8763d3bd46bbcd6de44a727a8cbdea350012b8838c64bf5c5976aaa882eb6d738558b76eca213c1904288cd721c89e003a66dc01f93b0c3bc9e8502752903927227b026b1192e7b5e632d93be99100d4f4ca014117bf809793c5cdb7aad76c7e55ec8ee427722ded9c87b11ab689ea904b56da43406e6efafe3e4	2026-01-09
\\xed023aa57c0335393403c973edf2e805ff547997e075727d0e26d38433287cf8	\\xb95e3b68e6c4c9c58701b1a844be5019af7dfce8f86a74fbc68ede8076381488	\\xd06f81850ecae880e527f9c20d64e01f50a8c61a8757d9271022f827d58d97904c0e588978a920d3cac5f5c2c4082b0adae995e686650ea4516c1b21330474a9e7af1ca9ff8711df2fa5cfc4efc170413668f025241f59f29b40a8735058d8a783839afd4980deb52d0652c7c54a05d077365dabc62b8cae9079a7d4eafb68262139c54fa89449b6ae25190d81cdbd8e023f89a2aefd081b9087117886bd8fc958aa6eeedff7174e2ff18a1309b5533b31d42d8b662134d5cf0040a5b1262f815334dec7240643bae30833e72497f6c273754fb0de91e423f54716483b85639528c7d1bf6a53b3747d6ab20eb577ad2e43a120e967395b3ec4d6a41386fc2654a09152ef483ca3382260974169b26273c2ac19601360176454c113f9d7061b6a476e66428e5f22e229198343943acfc7343765eb53c9c34ce5e0160961eac8046edb643db8404f7000c622bef9c3aea97d3c2883b8f2229ddba0fed9acabf8e77fa87db9551bfed7ff62c2ef880470249ba571e9b77972a19632d97f2f3bb9d940c558c88d576e159d7ee92df59b3d1a	2026-01-09
\\x61fe72f9df102ef989d0b9e8c232354ad0eb54db633926a0f67b3571a7708d68	\\x07202305e403074ae8f6fccedeb23f7a6360dff12e38529c1fc583dda78ab8ba	\\xc85a7425765fc619e4f53c169b7e69e279275bd55c16816215a4682873ae7516974ff9c1960cd0895170cfeb0ee8dedb192418cea033dc26c57585e19129ab49e106240dbdc7d2872c0138c12d9929c83a63f8eda7f3a9d91c72f879cfeca83fc8fe1e431d94e47e170c22d24ee6e56d62caee2049eb8be2a07e5d6794f703435f70633581ea448cf25d4931ea5fb71ab3db1d8d265b0001cf640a5681dcb922a2956bcb9c1cc09193aefbc9cf13be92d60c9f45162040bf113b8020fde93542ec31b5b83f9ff794fb005b46fd67b8db5cec255d3042666af1a51ae1ccc4db893833d7f627d9fd11fcc970e34490b1b22c467fddc8c96978e835c3230e127bc0fec8b56dacb5e8ff7c8b9aaa97ff7d3106bfa0c077a699cdff33a7b529461cb5aa1874deb4af6ab00fcd51d14dbf22fe891c41a431b59227cca92aced227db8f602ce568f77510afb5d2c347f818af821dc79a17347b2dbe34b33289bff6fce38ed5897f97f15e36066792beb5982431f012c92727ef3b4d629edd13f9bcd60bccaae792f9ae5e4a8cf405934ab92458	2026-01-09
\\xd4ed2d4925b42aa4fa60b5bb4fd29c5c6c0aac2cdf68a5707d6333ef681c5eba	\\x5e1c3a5c256a76bdc5834373317c3610c7dc321ad6eb233914e30993332a2401	\\xf712bea3d56c9aa17d9521156c7262fc8155b169c2a38c5513256f4c2bc61790b7cc6b67516e192608530c727e996cf3d8772e9b587b9f9616ead343624eeeb2c4ae0bf0d465039ab1b128d1f2111864592968cc3ab0170978524a8a2a34dcb5a9aee62b10da9ee73b0dfcc2667966bbef2988ba540863ee868081aab155e518089f2b50efd2a3defba73687d0949f75828f3c11037b932fc0aa5159383f7e2d09d90ce791e413f338c475994dde809b1d4a8d24e871de6e305153424a33eddc7f9b09969282674d59e948f8558acc2f98b71a48fbcfd7a651ec1075eeac710b91e329cc59307dc67627d37320b77f926c8942cf19bb15b3eaf7da60bb861bc9e1760c0ea576c4a3f673282f5f364544018810c85682684b42a5b0ed557a909a9bbed8ab31feee2ac06a29eab12e3487e2c57ec2195c3c4d317ae680aab7d135f35ede708a27b5d732eb9aa5492d911d88581bcd4e3cf380fa42a19be43f584173315f477816096b6a006c4b717170cebc3dce3fc9cdc819b466169a0348f5785675c3c11a628d6873a6a74107899320	2026-01-09
\\xf87525fa4acfa8941cd56488b242388f6b2d0fee5f21f26df906bd002e7bda16	\\x3e157d5f76406bcf4a3792fa485b8bc1dc895f743fca2d1ad7f0c8a858f1bda4	\\x796f2553f18afed74c092050e6ea82f68c615e65f74276bce7b97f5789ed923c797a18d4bff8d94fdb3f7e7cc5485e4685a8a645bcaa233a4ea8195f1de64acc1189a8060b7db2d17a78c3abc0bd565a82318b3513263d73f830dca910cfe31a17eef3905795ed829c9b41c8cf3f75216e26886d7fc8dc760261b87a748f37d3307e2e0193fbed699912da8092d8b7a708929590286969f7b0b82987102322fba457b7d5ea0ac82df089276311637c60626a6e5cc337e2fd3f431ee8923e21cde7e075ab4f0dfe86e81d42fa0419870ddb2b0539a0e4d3f94a2ac3ad0e93d8281b24f7666004acc949549780268229de3ec6f2a431ef13a78d1e12b65179b29c39beee796cfac19220945f21fb074aceef47c7425c94600535d3d2765c232b9b39358a2e74f043e61c769ddc599e72b5b0d1f40d63bc7a1d09a45dd0b177ee87d5a3a9e4f1002b18239e5c0206c075b849df48ff4d5d7804b92195a980fa5846337955c0fdb9be76b4b0bebb8e9191542f56d5b17d0b4be3c5b787969495e3ea9c138b830b4bf54bb229ba78977aa006	2026-01-09
\\x6641e099f040860ae9a516513583a225cca3d8f773ed85dba46f495fd5b2499f	\\xf9fe15678f95e3ed0469e4399f43903944fca7450ff1c73a502a2a448a7e0728	\\xa6735c4f94344b562dddff2fa95c72f618fe41a656ef71158ff6e07319f8af176b94a58a4a4b4bba20b91f366bd36cc2bcf533912809302887d60864585c725bba25a9a16c84d260f5efc123946496c08fc05d50dcdf7aaf7e218b4edd610028aeca7ad1a35c0de3dc9818a601195d0692cabc5e3360dba7a7ed2577a9da01d4e87598e8a3d1c1ca5411e4aa576543591dfad0db79621187d83d12dc01f9c35340fc16ab1f879b09679cf85a05f2de4bb50e7bfa64d05136405b16120afabe0b02fc9d162ae9897d70e8042092cd58ff0315cde7be5a7bdae5411a6071387ec7a35fe06a469fc369ad71a6a739566e03d0b175c1a6cabd50c325e10e9c053243f2c0baf65cd2ec94df7dff0a74774ac22b851d2db9c33a8ba3fb5ac1175a3d7c8562a1989c8a611b77ac22eccaaf0ffceb8fdb4e09299e37a9e6159cb2a5a90ab54f941ea00847c1c66c9b3b8a5b4300e2888924f49b428d58885d4973d04180f2ed216630198cca8aaa5d1697c519bf6810f34b970fb7f18887e2a152ff5e48f7991ae2f074ec94c7425a2482f54664	2026-01-09
\\x06d20033db34458b94379551dc3a4a726bcfe26aa73a22438e0cd2ef8fdf9a98	\\xeee0efee4d8203a7c89f4ed76dd5e64acc3a7a0d48a67b8664be19ce5d66fa8b	\\xcf638fe0079ab6532489924020a851e16900a5cf03306c5522af29add55162e81bed1303b3df370c23ea1c9680ef56a3be231a4c2675acf04e989d7a2f1af8a74edc8be2824b462039662f5ef4b72648842b0d5bf0d3f526a7341887096b152e15edf91f68a13be1a008076c115258d36f8d8bc770736a32c0e4b39edb3b7329f0b60f996059aaa26b526eb955ea37bf07bfe9a80dd7d028376164229a8517e4bb97c9b4b25767887fe64944a9c32f04298acd786474f108f492b416126658292e24cfe9b84873e8b2bafbc3ef4283efd1a4a332a0d18e300e5850757a7a7416aad4c2d6f616523967c6be994e89893a9d5ea149ce1e6bddbe1a094de597e9a754aa5c958d0f2fec1b0ac3302448314a817fc86c5abcc7f0d2e8daae131a5976ebd502df9a7bb101daa4df8dd0b402f3b66b9cd8f08a9bb4729a93f3b318cd8db44fb1bcb07a3025a8da663f22c542b52ff82a785910184959b36175ec4e2ae73d1f6de945a5a0a24220b0b31aa1b99eeb7c7b44d9a640fbb48d860cfe6e20b9ad9089940ac1427a16af595bf94185c0	2026-01-09
\\xe0a737d7c508ac6c0b0d4340fc4cef7a06460dcb51d19253a0fa9d8768f7bb04	\\x58520b63b1d7249a40ce2d46a4afee7ea2d7d5604bc994dc1e783d7f346ee3af	\\xdb2792967b025ea2db8b3b71369fe70f9f780306f94deba0c987d351226884faa7c123f41ac3de3020fd6c5f1d77d134990ab13c73f5580f36c6fdfcca95dcf36442c996e18a34cd290bf23a84ac0656416c4cae0081b01a311118d4a329a7f46365eaabe4bed8e16aa852b3fd5fd8962e8562907f5dd4b3f39de31bca33be71a98e9f42cef41685f01043e4a67fba6d4bc3b212f1ebb6468014471f53d23a271b750fa1ccdb841ebb31957f9a279bbfe615ae20f52cae0aa628b06c2c047f39c73231d894759c83c465e97c04d888fb84f825bef055c2e4c9d95912ef5f77824355e7aecf1273a16c2ebf1bc08c3459b7aaaafdd885204e790c9b166b639b4e03e46e4fbb0b1847075e8bdb5ca568ca9ff276487ca3ab582747b5f8a1708166f5826e5ecc9191233c76ee3dd758b02d53e5f43356bfe60a45378fc8f06bc35b75a74d6a9dca642b35ad79b3b6983f9c6b740e81d293ee5509c40950b0af3ca36ca751575a361f7646e7361849464dcc3d690b9fe141435ef251ad6bdd4308172517d3bc60494f6760a37eaa19263b6b	2026-01-09
\\xfbee307b43401076d5d9ef4dd87eea218a292b798364be87c4e4cf7a718f99cc	\\xc2fa998787922decb80ae40a0f92c37581f85948ce5c48a5196f38e3278b5eb7	\\x5be9c15621debfd41cf5df100e101186931a0e378781572f4344022286362b669e01f35954ed158d6aa274b8b8d06638c0ae70572d01e413bf2f71f2d864a58622bcf2f05f75cf14f59741335d639edcffb9ec2795977895c06947f1916531435b174ef207d0d57a23be8167d96a5f754b2fa63987c19b43b151e504f169f71cac11b3a710b3bb0ab49b8659fc69f37a2dc75c0fae7e7c04a704549c94b0516b75fc9d5518fdb195b4e7593f0b8968ba2c062352443dddcd7b614ea8811ef558287ee90a570b99703770ce7cea772b6c5990c0b43ddc7677ef34bbd91496b58431a88606c06e4e7b8cf77f3c2aab44f8520fd328fdbed2421f06e469596db2480644c81054646515011222ee89fee11d1bbe80fd6ddba33e38a69c630c309ff6ab5c57fab7ef49508d38f23ab78c652a3233e08788584c8893e7f86a50964a562943eea3d1a050a70eaca10530062a4715394f1316504da823373797557b2cf9856a7e9d2a67120df86f9bcbb9f4bc2da86c297a412d6e0172822d18f83c3ff2c2c75ab6ad804ee433e753960ba1fbce	2026-01-09
\\x02e5f84fa4d33c45e782f152fd6fb46e6df991c9cc846af8bea8f8bf73d8065b	\\x963f8a4d35dab35d12171a9b67e9b9d914b994ddc76670bb642c9d55e4ee5b83	\\xd541779e3eeed4668595f1c4018bdcb4c862fe36d1abeddfe7de9e411a72021333c5804dbd0f51d1e72f8115376b4440b1f262ad052758b1d87a5d50e9a8e8108b532352e3e26879a29913fa74af38f06d6df6d285167dbb149fec794ce170992254034c24bd3c86f27aea1d775b963c63731ac3718a030fb955066777d8131b01ec7397690022da85117519faee7048b3c74198d43bf88367e28065735e927b9639edb9db0471c8f4f98ee58d7b7d7d9bd362784b70f7992f8ee000bd6684110a7a5ec4be49cbd1df22a60698bfb0c4fa4c9fe9b5235fc390c43060f1656e3277f191fbfd44915798574c3d157bb4d51669f15cb951e86c079b3fcfd37a770690c7319fb3373c59542ca41f8fc448b768a8ea5ed231914ac3014b3565615f1f8092ed03ba8cc930e1c43be299bb2582c35ed87e9a4454fa96f9fcd6479d1eab9772de683403db3aafaf14b7a7c955a26cb142431c416cc527b3dcc570c78d330466f7b2fc10f81c2db3ee6011e9f212c99ce1bb8c1180f5a449ce09512f7b00f296abc36a02113c5cab622a67c276ff	2026-01-09
\\xa8eacd665e5563ad094eaa240d088d5dffd08077000126affd2605ca3d0c6c95	\\x6389de44661ae713ab2d136e9792dce6726d488bb4aef079d6749bf0d6783556	\\x13843a1356b159ae4d771acb23f172298b94e39c404f53a72c692e33dfcbd64d3b45d42ea48704e6fe1acd574e3b9cbf17831d6ccf3a43fa7fd2763a6b3e1085cbfc4dcf99e568b0565af8c1bb460b635f9613f60c5b6057931ef1511c024cd43a2164d77280338fbccb09d66feb2083b2996cc0996fadb6273b59b2b23276d7f968d40fe2e565e1486903bb131057a4ddb0b280b9e6db91e491a1d4081550ac35321ef4a9cbf202173dc848453d653d0e4509fc0aa685c6f539dfc5f094a02bd8c9899e443ebd36cb5b0ae7580e714b3525cda5e260cb553977978366afba5538e03501f3d480ba28eb66748c22b81d8099421a1c2ee27572c5df649e2bf834faaeaddfce64777c3907797b2fc27d25dce244e6fc28ac30d538581301d605f7442f80c22e337afd5c8aa317e2cb047c3191202954be3f48fd70f19ff2eaa810f5dfc098c4e80dcba524906be17a3917395438d5bc8d10103f801dcab44c108bef5879c67a75a21eec9de40ea35882ac8469241275fb271c829f7bee3d551f5a9b176dfb85c7b8c2c648c6d998df16d4	2026-01-09
\\x29c1bfb15dec0e6306d022f16e5a926d830ab89d9f809403fbcf899825f5fecf	\\x5afb1e1e3492e4f03900aeac434efc5626586de94f7cd474fde65b0938a7ea78	\\x14ff15e53144f6baaef1e5cd5a1b46383a08ba436645c96a56da0d5e7a29ea2fb4d2bbdff498a9e2f47383701454b7cdfe3a3859488cab47f1e6a69b74ed2871992674a581f13f71319d0d8a208eb4a7c5321e960f360bee3d65663df1febf117e2fc5f7ac27f5b3f29a0c6007c03a1521e737e16965db24dd600c3459656a02d582d144dcc0ba31ab75ac89cc120afbbb41afaf8541e503c533257c01bbe4675621309da7b2b5d4f52c8aadcc5c4fbca7736d0795120e86b2ab8ee190589abaa86b26b40362fc3c53bdf6aca48a2874d51bc34dde855c638f8921204ed5b97dde8b26f0860c597b7d1d66616e14fd25f8aad8b38900690bcbc439249e762eb21c690b8b3f5ca083879bf0dbc6230388bd33cd59a4d9cf8a7de441dd994076febf3d5b6902f6c4e1044cfb80fd42e932a2cee012c0c80e2009d1a893705bc169a66cafd3943182f76ac56160eea504fcd19c3d39f863d78da19d8911ecc697578b5233869544e343a0583231c40db1eb493f8e7a63385ea0a42b730cece9bb8a05769ba1a02d805e2bb1320ffeee9e88	2026-01-09
\\xb1d59069ace60ec616f5596cf7e954e7ec2b2ab07ec116b03db38215937984e1	\\xaba7059a7a3807f4b58734ca5b0ff41ba2f65a2571410214856f50eb7cd2e6de	\\x67041b7e80d157aba39d24e8ec8e3c6156f1695231e03c74da6800d2f177bba76d08900a5de16c43f5b43bf7676cb0e6743f2d84b5902309d3d14bf506439a651819424939769062a011b9638ee420da73d753afe3bf2453207fbac0c9c4fcc9f8942393227c69c49fccd73ff7da42cfcbe476e71352d87cca5f51ad5d9d668eafa9f739b81e14111ecc5779c52fe71eb73aa890c14368a346ef37562802d7d27a744da0e33e397833ff012249ca65324d1c5d335f7bae60cf2d13c98086f1b86c45f26d2ca3c68fd6ac3a80df7a9795ef13c2872e1deb1fe9d31493f301a700d7757d407b0e567c1dff8f3a56072946d0aca39578e2c69b73a58419c74943dc826531b329690961c84b1fe4b438dccd282abbdfa1ecbe655e59b7cddd5452a555a1c0aa134ad42d5072fa767c24af1d396a9a0036b51638562ccf3268631cb6bfca196fa5836bb5b3dd043ee7fb1dd1bbd0a26a674ae9d0d6002b2f0ee8cb4542e35cbd7a2a74792d605dce9fa5933572bbb384b659e899007a02535f2e3bd6eea22e9414d9de7be21ba9957379db53	2026-01-09
\\xe5480da3110dddc26c73bf9a9fab99b60d0702d3e1d7c564ba0879d3dd0860ca	\\xb98b75713afb4585778999b366aead6860e4306b6c4fafd1b58685dacfede291	\\x81ce11caa30b97f70a806002bc195a303d0d5d7494745a05a3c101517665469e0207ff3a3443c4e2a78e435175fc2cccac2b537227368de539ba9e43ed88ec9af68ce58dc1752f2ca2dcdff4feb50e9ec9c0a991b972ecc0af73a7b34f5f4064c2df8f113ee200fb778d83229c7da22924a5aadd5c7a0a6328a9cf4e878c4ced9b186835d4b1327dad357e293090f5cc446ce77a7da93a181e8be4036bc3c853ff85d41cbc25ee4b5cb4733f160f523ca2bcc8fcf3598508202173ae785fc563e9e12346d80f22c17d19c9c8dc75558300b2d9cf5c4fb0da26f423c9bdf12cba7bff661ba7aceab98b2f6146aaffa2ccd018dceffcada90d23fce760100d60783a09aac1490d0f37fcf521b62cbb56c74c4dd6a03fe8d610cd54aa9f9ec2072408ad8d39be2666de559d13dcd784b452a8b353ea280edb399d336d25b524b7b3ec92b8fe6ab8962a95d29ded1267674948a2618c15ec8f8e62118af680e8877adfc7057671030ae617958c6f143591d9d1282ebd79687fdedc4d2c53a86732746be18321c68f801a006d2906079db9f9	2026-01-09
\\x5b6399fa6d9f3e5390f21d1c255d193f5fb7addf00bdb911072f69305ec33c15	\\xec1a8c94cc7e9d8caf68162205b6dbebf54263e950210a93fb4877f3422ba0d2	\\xf6225eacebb25f9fa25fccf56de9c356f7465fdc47d5129a47163aef89bee19afd75d481c18ebf36504509a8650eff1d9d3ecd43193481ec20077e356ec31a46421666939b0a4e362bf05b51bf684c609e8bcc2d3f42d1b19f065a2de6742a6ae2409c09db26fbab690d1033c78bbcf769852da5b0e462e196dc29384d4d55967fb451f37796864808ebb173b452fb377d7b55578060ee42733226369e2c12294f0d7c7e115648e1c9822071e7b7282510d052a873f9851f0f6ec5154943d586cf19d538615f6eaf29fdd214f927b983a5dce959eecdeb6d1b5aebf6ba78ac501344ea27614df65eccff7833751a887aad20843c5dff8e3bb70317c6ba913660d3451c782c5cf01abf05a3349a40d11423cf542ecf32d5ec85177c0a41dafd00275205a6de9a0174763baf1a7312bb66822df8032df9fe4faa025e2c4cb8812ee10242ffb1356a4261761c13580104aa217b404a2711be24518b66afbdd33b3d1ad45ab114d021e33fcbc2061ddb56deb7f2b71ad80af2108db2a99fb306b2d9e69a57a6bc8a11b274145113a53c92b7	2026-01-09
\\x9f96948bb0da4527ef044c939b411940bf9703dc6f8b7ec2b17c83e9a55416c9	\\x8874519bd05056259d5baf7525f5fdf9ca4c86254884d1eced951bf52cec5f68	\\x038b14038f8d5c4984373c4e80a0619e0027bfa74066d8c1986c68b8af41843dbbf8ab0d7900db360ff848109f99d1a9fad56aab053f21ae366e01babf101323d21d3caa0ef8306f00c35f727bc5b9f6652f6f75b1e6074e1515359c95a999bebde06e1e201bca50b8e9993c3e713b559fdb9883c2508d3fda09c1c58a8c5e941541eeff32304f7a9b2d2954cec3e79eb5cf587563701937638e91abe5beb3c3b99461477e2f086dff7371e31a9a63851f202cf8b80eb035ad16f30d34f961f552c1bdb01b207e0c1a56c195321abdf9e8d9cd4b059730a784adee3b3511740445f68dbf8caccdecdd7d1d43798edcbb5a9aa9c77849731fbc9adb25ffce152d2de8e867079f1300e6043b84a0aa0852ad4d9398e9d7e91e29f0531eb40a30f8cd83a7a637954fcd088f1c54efa0ef01dee93fefbd77385be6ef478864e77efa414b7add90fcb4d7039f8755d434a84f663a393907ab724977f4a70427c8581e303be1b10c2ef9b9c273863ceedbf7286960bfeeb52be8718db4dadd712799319630f7e497d290c1a464cf215cfdc76e	2026-01-09
\\xee098a07850ceccaf87fc670c95c521a317a0abdc5f8d106620247989cde0356	\\x0ceb5cf0acd4bef3508a280f812acef7f42b9737764e4b3dcc3f73756589e54a	\\xa07743d8a56e1a794ace8458b90765b7bdfe62ae17e010155312d2ccc5ed0ed35bbccb8edc873e2308d1b502b097b2887f96aabf57b65664ad9d6a64b5882aaa115414df31cd504c896dc54df59656e2aee395962cdc527c82971d5e1bb06b4ae9b09339582706ed09df326cd6d2fd6d281182626e5d2bab06025d365b6e73b063e983e7816fda5c6565b010e0a99e3b1f4f396e0ed66697e987ec4ce39d2a3a21acefac5b0df11b5138849ee89cc9d0561d9ba47fcb68cd17822a2e87af7b8355207b3405205db3991bacc3854b38f778f18cf84918afab2d59d3b92bd2ea01c9af2c788ac076b60dceccef018fac271d109200daca3c49797c5446f2ebed767baf0847af510b2c56879f722a28222df70b434de453a940fb72197b5f77eec0e52c69c556336b428bc612b44ec0cbc88ef963329f18653aa53056d394739e8a277f66a8b1a49ce6248cce0bb9b5dfaa555869a969fa3725a8247e1acda42166c9cdcb61535e45ea8723a65410178a832b6650ecdb6a5e22f2458b7b9c7aaff4d82fd24a19e7bc595ee0b0728b4a6e2a	2026-01-09
\\x8f2edc22e03655140209ab177195eb83866218b8ce34df70687922c550772a91	\\xf828540b44f42ecc817c13c238ff6ece4677210c20feb392f5cd728b5ee23db4	\\xe2bf5ca5734591ab2d871096746e79ffa88c8c874d73ac17dae2c969043f71b1036fa39d4f355c44be9c933e3afdd178d66827730a462c9297c90108b4584f2a8f9f8ccf29cb9259b4d598f1d77d7c7cd11dff416773aa93f51ea21c4d12d3e89bf9bf92bde1c067cd7d623471f8258a048477629800746424c9d70107bd4822b6f453f6e1693bbf51134ef0194fcb5ce736374333a2ab8932eef4d5f01b73e1ee968553d032da94a8dc24b3f41410321ac26be0dee64d9861568a58929bab168f62e87245f7c7c2f20faf739a77c5672ecee2825f553701d6481ad19749766e9e4defc6256420e3048da453623284bc1c5f4c31621cd2aff05261fafe8bf5067faf7c28af9cb02b9f11cdc776ca4d1be10f7b63698da17cb54dc743276b82ed25f0ce84c616f343628acbe3b2d1f8214997e01e600156f0a65abecf1664fdbdcdb7a1c63b5d5a3aad104cf9219c9e6970b1b4d0a29b6827e4d3b69799d75f6ddd20728638068548ca1fccc3f59f6e0f81b7ee3cca383b92d35b58e17dbff728909664574bf6f149e71182d4e8092251	2026-01-09
\\x3222a18ecf27892b053a9aac25eb3a9f630971a31b7442ef0362d8997aa21045	\\x87f9e852665f2cf856135d31ce25932df449a2541edbff67d0d0dfe081ffaf4d	\\xc91682deaaa2967bb3afd4867c42a81906f30eeba4ff134946f5bc331d203bc48c99a7aaa2fa76e8827f2a4c40b2d5e8f8c0be447562262223f214785252a0b67ce1452ae3446154c78b41fbae875b4e932f4c30dc6d2b778f469c98f4bb9d167b1e0f0de7797ef8937c517b0b3c78621cd8bde7c393639584546f99ec6a0984e212156fa9402a80cd749191f9a62ac68db32d8ef3f88afa27636c498afd1bfed6646274e39b947e12dead16c9c0fb65f3374193479622e02f8507e1561fe09924342e56ed6582dee29b8af6935f2955bb1ed61f4396010d73278cf3b76ec66e20f2c553d23ec4544c0b842ecd2425c5e946b0cb06d1f26f6abda064b37f7888fac057dba666ff929d502d8d888d9103a5fa6516339863a817e350aed67be24f846d19bedffcf7421cb3108c75cbe2dfa0221040bbf46009af724eedc45bbfe1abe56fe08f8dc9360b321ea583098292763ae206bb8b5aafbdced25007f0fec0d8e635f0cd86fa5b67b50e340244450c6024a32db1544ef669ed7facb0979b32a84b76ce37497f70a9c1a9f3a4ae325f	2026-01-09
\\x0916607992e5395adabb5c5e02e4cf7f689d081342126e9686dbb15289321fe9	\\x960c05221e24ead86acdb232342906a5d15d1c029996421d7fc0f742eb20a406	\\xbb08e8401fb50d64a3e4e878af64f9645a13b357adc04ddecc4f5bbfecae1c23ff82d0a6d7fb32b08e0f71a26eb43602bb8744ce2e7bf144b535ccdb21704333c6ed94271bf223276dddc2cc96788c34b5ee7af5734f64442cb310a3224dffcd03bdda64c247f69e8294721e99e7a14bb7074d8d687a6e5cc6cf6d39c29f1f7db385fa7bed416948b719eb70a46804953c57c783482bb904bb5a911cb7cb10d242f8de4ca6cadfaeef245b60514b73a6c18389e14052affe138fce679f6f5e28192ed93c0e1fce0c75146d15284920c418823dc9bfc1408560f157b9e1f2e676feb7fd1ecc3bed1d25bd8335d715c6f3f4a6eb1252758602bb05f1a52dc22cdedcf1ab4c5f4f59f4bbb5c91de7ea6f4bd5d10dbb5dfedac6ad338d3fb04798a5a96dca002cf3c08eebd12f1b9ca38825dbe587344dfe2ac93b62497d11e33028e54185ff4d2aef74013095d02216f5cfb491e439040b69744292a96a30f8c32d4dd48eaabe92811330ef213c7715d7e5697e744e79a84ba2ab1b727c5cf26800d959fd5cea2664e5eb2bd33be092c294	2026-01-09
\\x5d89de9f9073fb8068ee170b7da5cce951675059a733c1ebf1451c5797b6bf9d	\\x43ed0d40ecb0a7150cda2f00109c528baeb6a24b63d3d9020b90ccb02f1eff05	\\xd48c7ee11fb7c8691a9ce6b72fa2bbc4c0d1255fc79c3d78f492ffd09cab9ed4750555cc70796a2b0f833c20c1eb80703e139665190d2593e0b7ccab1c0d525ddb6fbc5e07fa28d2a0d12c87a7dc0dc2c92cc3c49033a7ceb4c9ef9145f85467726c01af621cda513652f1793c4668c8b29dca081d595a6697c676dd7a3d09ea805fa8bc0124d22323aea3942748cb5df744b1bf73b2d0e1d25975a5f9a2383a2c534489a31a5086b3b144cd26b77d93ee13c992d108f45f9e1ec0d2ae6925724977b40b461e760ce374f544eeb6febee50be9aa7addca158837ea6a46b8559d84681e913400cedb47f56fa23aec26aca5aa825f3765c0c2d725087ee45a8d7ba91a4aabab3218a4162b70c57a8cb8845f4031775e035015770aa41df8fd42bcee2760cee99d9ca82823739e5eb50942eb04f0b351663820ae62e42d433933072229d1ad25d3a0ace5e9ccde8a43c65b3a9c55e73ca2efbf8b7ab810e2d2a6dcbd59455a4bedd11ab676c0242d9b137b4503f8e0f2239fef3ec62e54918a2bf55eb37533e8069d167dd850c87671982e	2026-01-09
\\xfb6ac96e8c2c05ecc366f38b1e4bb6c461303b24052a587ac779f94030a06554	\\x583b1f026bf942da3cd9ac2cf626d3d73cd021a1cfbadb7cb6e7cd88f8571d72	\\x9cac30a3034073eb353f04f553e76cf4c0fc2efd0183916362d47974bc546958cad60142b385fe01e17aef17c33f36cb2a074fbdd81e6b1c03a837ee964faf36b135a072842957ef1f71caa1a9b738dbda0fac49e9fc6e22eefbd5b24ea4ad8a582d8b16e8c29c7c05c5dd85717e657827a0d93a04fd2fc0baf3003b6e232b82445f09c84b800fc15de53f0b764ff0d57d9980c8de431cb3fb84c75798e8fff7099ffc83491343e89da0d72b91e7a2f0a2c73647f8bedb4e247bdcb50ce6c9cf115cb7dbbf7f46c05d32d92379c0e45d6112c3bcf83c5d5820dc54c7bab9177593847375940d2b7ef841e047575e88d9988d1043ea2ac553d8186228e66de150a305da3b484862b41686b81f9174c0163f94ea4282c84fcd67d1e2c166d50219e8f2c1a1e8e08430a377de4f1d32203dc7f35dc8426a73b315c1a52874626f24ee7e2467e27cc4c2556720e4902a7787d78a2beccf4bb66025f8a88aea3020f0c8c89ef1bf97c06080e16ec24ce99ed836a8c7f7ac404f5001380b44146f807c5be865e8b7c85e73e1d71584592f52a5	2026-01-09
\\x4d7c9ac1a792cf3161131877a513b51bfa05d9e349b5ad7de31a88cc6f5de312	\\x23f76c879cb043e9de0dac4a876f115e655b893072e3c18fc7045b01b089134c	\\x0ece20f9e290b514c284baf93b3a56cfd06d6e327039f3fa076701ec0ff76b49bce6ddb825ca4f78b8b77966f77accc83849eee7d8caceb3311c565185cf907718eb50bb000445a455bd2f94a1501046ac6da9a372ec30f77ff35e44f13f4246b282e7ee2dc5bdd8e0df020020a611f2e521c2a1b21cc9e8412069d2cc46a5f73fc523f873acec6e5969fa3df6795257d1fa59d5e61c8e8d995ae4ec82bf6b0cd53386ba0a3e74c9c1a8bf8a0a2683dda86e71477de2774d36ff57465adbf6e9f33885afa909028b3589a8699aa9f6c730a809367edefef7382c55e6cbde47080e8a3340f15ebebdf207dc355d42ad3eeaeb680f1f79ae38f0dbf436ec6186eda49a9bf1bea844759ebea36b0a6ab88e83582d44040bb5eba8bd5165612be3b34e169806dfe4b6e2aa1370bd25eb819e342f3ef41f1ad5b49ec3228668a5dcab523efbc0cf2b80412fd190a5a76d31774b205127cd4211f152bbe02e5a29e04c7a193ba0f2dd4441ac6039e90ebe7cd872f865585d9a973783c098f7e4525ecf440b9d64ada825ccf8c02d5dc8a0ffa4	2026-01-09
\\x0354a7943a4d977204f1cbf7dda8168bcd249c89a25e1540f71cfb3ad152af44	\\x558faf85599ef597705b59457a46113ee71d523e433459ab9e77c9afdcc5733c	\\xd69cbb934f03e16c28895884a50bc0135a5c60fb3c47860b0adc7cc70a136ea6061e6d8e076fdf756fe2ae425e71731f02a0e4bcb4f1d56704a2c8287295fc535bb73d8fd8ca0e4494800ef63addddc23150013eda28242f5a144e8e60088e4ddab9bf4d82a941572fe9942171b550cbb9d39fa4f0f6e69da108bb65d46fe9690bada267d8e4ab6d86a9c783105002c4973cfa0b9edc3b523deb253d02eb790670da7948198eb2418c6ab7d12756d99312d69ea9ba3a3206ff2bf8062ab4515632fd017796f94f40797f7cf1de8119fed0db7189a4f72ac5e330cc53e233c9f62176930e61c2e589a2d5f9dbb24e61d670b959e95c4e8effcaf25d699f4f6c871bf109026e6f9a95c2cee46df67d2b55bdf6327c6961edcf9ac8f4bdda1bccf21dae7ae00b62c42448b328694d2dc999cd6d9e3f284479c4e6e682c66d0f03e6bc1352a2362d9bce9fd484efa0e43f8cf56c8220abd52543355e59d67718170fa2d769b59a1eab846164325a49f417be58601bc623ae50a624fb7c25b4a7b0ac76d03de76a55a7b8d1fdbc8f3d989293	2026-01-09
\\x276ff466d05066ca4624c842570a7dbe40b28569cad95b92ca376e22775b3d87	\\xebbcfcc87a58bcc68d7a4c0dc691ee44954793438a847256e24851a649a216c7	\\x2a0a9fe0c6f0d6abfc106306c3fbe4d3134f4bdeda7fb09d4439a7f99bc8b039321b06397082336c4032bbd0991554bf149534968af8cf4ad2e6c17cce29287230a39c15d915e45fdc21552a2ad0b9d551bceb2489ff73959800589fc1571da004440e52b988ea719dbdf5f16f69e3fe3f6782cd27b40f06f95e273f3c531240bd8d125e95c13bb6f492e5bf65ac8147583d21599e8ae6a1d4ea6e0107e0de1c79590cc6636f3bfcfb82eca443221d2be74d9b80b050f4d9b09bb3124e04252dd261e4b6fe371b94fdb298f56ad02571ef612611321910b8c8fff64ad1d61d1c27e5802681dc18d89ae1bd5b25fa0fa7d65205f3cc78c603b5b2e14d0c17c73f0179244028a14648123c440f10e90ae0aee2091cd29ec5649d93c564844362952baeb4c99f3e67571d880a5979444d616e6e2128b59c6c703c567f35ba2ab4341b0675d6d55776c8cf2ff342af6f5e74f9542f99bafd5b04d7985d835d95bb16ca3ed9e470522cc3981c40a855ab7dc9e33302e107230a28fa7dcc0446472a4a5d020fba11f076e013b65191f6bb7b31	2026-01-09
\\x9327adbd7d38fef01bb669a665e375be57cca93a2917bf8b044dcf7f9d557a41	\\xdc1ac8596d0aabd70c1c3b4cf485777e0963d8271bfd2e1650fe7403f022d055	\\xcd2dba789e5daf639e2216f5146d33907d6879b741df836252847fd15bb1e6ef7c375572c6ef2d7088baed865198bfea641fb88634d1cc098f83f18d8d342e29c0f22dc3f45b819f7e1bf9384a9da5352fe74d553ac0cdaa893c35cfc480747cf34262299535bd1b6119b65379cfe9aea232f98c728971bbb252b8103ed1a687961cf1fdc8281d6b6038c5b3319c1c9bb92727faa353ec61c2ced3ca6821e6f97ea2b93351cd2d2e4b9fc40aaf9dda439120d310f49edba0d5815e614696915c6b69ebded75615821f450321888e951db7bc76bebffc41fdd2ec164219784dc09c1589e631e1eae59a8721fa25a8a6bc090486417d1071dc1772eafde0c084c9998737549cff6a3d62f48cf3acfe31c18cd1a321e941440ca7c9990c81623187e48ccf354253a9c6b34c62cfb374e4ffb03f5e701b582d43a03dc27448aa303ae71faa481bc1b7ffcbcc0d4e3c8888fa34d6571c52968eaafb12bee1950a13f39f840bf9c0b041712c71ca9a74b9c2bea2f671298e23c3ba921052d2bd1381ac3b329f09e7675cb6e31714dcf2d72d8b	2026-01-09
\\x8b2877ef9f275d99d5aaf3ea9ef3b94aea3ae1dd37d931c96ee8f513f735c507	\\x662240e46c80486681313db27dcca415f04e440cda1f2f1d764a37378719ac08	\\x00ec24bb6e88418695e089952416d33b1a3d2074c54c62c95c7992bee5da3fe532669d33be65a631cdc497717c39458f1d1dc18ed3d413f5d62e4c26b30948fe43895b1cd602be6065d44118c19c31e39e456381339234bbb1048349e3b7e2401b7224a1c16bb46956e45fafdfb608301ef90e2008970ae7d88ebc0dd3eb48b89b61b9ca1b37f6b70cf89d7a349513453e97a43d2f0f19eafaafa0abbefb43fcbff5f9e332d0202a14efbdbb90a131d6a06178d2595fe19c05e836ebc018dcf9c257107585c857ae315a8d4991a6eac80cca18558b2623080772a042973c8738fd8004f0fa0bd642b4fc0e75d4b865fe48fc3f587092c82315c35ede9532b1ace7654cf7a76f913203efa10f253c42b078108f831b7eb2dbb01211e0f35f1532ac0fda84e283590c3d00dd4ba4e4f6d6a4618ce47d66672e662f9208c8bc6b607b0caf7cb9a7af80ba0915386daa9f16b9fe8b3cec8ad211595794046f18de4b246e96522a9b2daea89d29eee31fb8211d45a861b91dd838077aa570fd8d938bdd5905e9e6487818fc1d49e43b772b6d	2026-01-09
\\x02a34fa58453ed80e7d33c38214edde521f47e46bb656836411213712275b805	\\x524b0a86eab4d560776ae163a8ff0d926b02ff074f0159ed9f616c820c2bac3e	\\x749c14148a103553adc99cf9dd3d6a702977d71c6e0490468292c2db5f3398bdc4e5cd965d52eeef7f0434ba3710a06cd1615f72102c6e81f765cd5c18d64ea063344900ad1ad6f8fc9c6eecf20960464801d1b63455c12d8d057c907fda0be2c25441e57913e825699a14ec11f8cfde722d2af573a9cd189bdd8b1ae12a66d283c3c08fa39abacb797c8e97c29f93436da981f4a03ea6ae0ab2ae16e4d4e996351372af785888581f34548c19b2493e7935bc387f91ef49a71062872c771ae963f1005ab6a816098fb72cb215c034d05c51d768111c817b96bdafef701d3095b712e40b2790cc12bdb495abe4cbbcd58108359fb6e48ad9eac5ebd72dc7f50cd993138995c94df8c4537ec9881873aa4d304fbde316607ceed1260ab83ad16406e5bcc63cbae33262aabe774c8d2812860b8faeb4a91c4ac79aeac87e009f00a2b9a973dfb3f5142e66689d79487a4d0e96b465682e66a1bcb573e62d7eae730a2a07f32bb4ea30f8f73b34a9acc053650b6f99023aa2809e07683e65aea0848b0f38e926fcfd50fdeb1a674e482814	2026-01-09
\\x3dfe4d8749320f080374a6f21eb76eafd89f8d990d75023c8e4cb73a8654ca60	\\x15c6db52bbe342a5f525bac4f2a9e4c5c28fc559775ccc426a6e86ed956ec89e	\\x6b9e357e964499b426fcd17f310a5fec8ed4ecf9409f6ab12937b9649649d86cee863426101e02f16eca2e0c5d0a63296ceb68ab01b9d701f00154f3454470233ad4318e54208667594efe537c324423daf2c720684b1287c6f341414c8efddd6c180641abd74e4f829d63156bfcf37c60af8559bf1ff0fae4bef4178b1602c127b6e79e04cc81e4d6466b42916ad02801c1e2ee7da512f72163e61f2b44f285d5de16ee1f4b855e4a8b653cee623802e3a35c745aa5268db2119917b31be1da72f93d4636636e46200c2300cb661368aee98dab97f05726639f0af75a666a57cf2446ee3917f56be0bfb14be4b45504a602923f7a684799356a95e6f9a2fae91cba7d90cedc9412cb470238a3bc303e1db69c8b7765da04ffaf9e62fa5aaa45dd38844efcd8065b9bb7f7d9f006899e5088f5774e3bccb13ef0f9e02724169528c3698eedfbd735abf9b9abb57564ce2e64b864891e6266936254e39115e8ad458e50a2e13714dc9557e1aadc2fe016d135c8556236151cd45f9f3e5018b8c19f5adf1987cbeb125b498bc2b1fd01e8	2026-01-09
\\x26be11de02de8b144e880b875da24089eb9b2460d849fe22e282e3a44209e141	\\x08772272c2c135363222cea5562d158bc256a85d7abe8c7992af6915bed3f007	\\x682ebc2651bf4db5b6e0d13b8ae8bc15bcd2856e2360b3c3b21042dda11ab7f7b79818169e0ca7a4dfa394d619e45865357e36629fe38835cfcbd61c77d3bf340afb711271d59f5acf8e28a0b280e001969db4ed7722234d33eb9cbb22d3583cc5f09c1d750e9304216821d4f46d1a3284cd7ac4f5d3ae8fc6bcca4094d5c53bebd2a0c2398ac94429374382b8d4278b975a5d52d0709b7a70a9f9b5a6e648ec3bc5214aeffff729f1118b9dbde60d29631a344d701ea125b0fcf8af38f6000d41bb9871b8c90e687f8ff44267444458d34b5c4c463f32428842178126299fd7e41800021a17999e5097f5ebbb62959bfd0712d6329bccf9c1406c4a67f86744cafd0c20ccf1dd9bfa781067208d2a4bda8db111685a742c404516e9681c9278736e685390ab2b20be3543e9c5ff2702231244aca3ca02313e6f4f3b2be126b6d5a3e80b9939bafb00fea7c22be112c2b8f4b36b5f51df3cf5f843ab20356b13044e837c468743396ec45d4c59c5bab40f1f40d2f3d02ba4e6d55643b6beac8f05330fa047ecdf99418db7166bd16482	2026-01-09
\\x2c80e1477a3e94ff656fa4f5d9926cece7755cdfe88bae9b145f736a4452da83	\\x2f6ab1cc8142eb8cc969f540a3054da68e7ad32a615164c6533dba3451ec4432	\\xf8f96767ad54765c277ca11eb98cde40d3a109d2671a14d94711bdadd4e16c5c188388b7a630518debca4ebb34a2d41158a932f7eaea350f4562482eeb2e97cca0802a3eb689fffc3e9f3cc31b9d12e49a5c54ac13fbd2596a51642c76b2158d39983e5cdc7afffc5de8f130e8e33e26427eb1812d24bddf90ea24056168e93a6267303859d29423f1b2ea16f322bb3ceccf83d36b05c8548e64ac37cd9a6d7ccc22a84f49522ab0d5bc06a7599bf087744ba0afd8b1984dce5b59a9235ad9b32f253b565cdb464432e8916b2e1b98f51395ddc5603ff05d155f99815d78ab54297e066704b53a63516cf6add69ef923fd9ed87a56137c61b0648bc673fac869c464bb6d27188bf171080c97cab2169df38409a43697f266b75e08ae09727225ca791e5b6cf5a5516a65ec0e6e2ea6b358d6e5f25c24f9fd44e0d211171eefb724328b0ccc5e9b09e60b71cbdd04b9dc1a8653a3573cd24ef3edd50ef4ca833588e3576294af76606d31dc69b818c131641a92e64790faee9b9251e097fa6c20954f9f6f6c6aa669aec1b829aa0f9f09	2026-01-09
\\x288d29e1115db43f58e47c0bd79dddfaf69bef0cb3d60ca541d89c13d81e5821	\\x01ed76b45328f331d8aa71e8e9dead165f5ffd88b1cac82baf3bd8358feec35e	\\x0bb28333c39d60f4d93565c47cfec9f9db22463b1fa45c2d60d2bf9c51e1e785914882ee7b1f033c9aca46d10199399171ff852c197aa823e69449d123d62c9842d58ea592240b1f2415a857d89bd37ac421e4eaf627b8612812d138c316acb7c4c7ec7705887fbc4b244f1387bbd26976ed09d01d647270e58f0475ef66675d208b7cf2e6b72c6483156ba9dc3df3965542c8f8ca2d07792f6c68c4f082d110a60c66e9943333f05dfef93169a0b2aa2251661bedb44c522229b907c7f892bc5518c3996de0d049f56690632510a57c881529b08499eb67f5ede9c78be78631009c14e220f4ee1ce78a1304e091d7da220d6c634cc4d49e8197d065bf258af2b468c4b8124a7bea707fc2ee93479b0d66ad246168a6f66c544481a637c7e60b91fdf2bd0515dfdd1ff843f587f5660b5c2c8b9401198d56ada515b60fc4808b3e978280c7c6943bd077b221fc5a57f22a7f2dacd65cb18ac21ea61dd3e62f2be48306d68fd264afdc3f87c1850bdfa47f125cd7a30a8f601082f102022bd998cc95d89fd802d612f24ed1406f5809f7	2026-01-09
\\x1df827e4ab300b116fe5e9a94382044877d153b63ac2806f5d825222fb3978e2	\\x7f1036ed23d67d0ed5d792ff2e4110b3d235ce6a3ddf62a23c724cf2938554f4	\\x0c82cc575596955b92b6824c4f8e1b2c633056ca7d2b52af1927cbba3c18f812da9e383a2cc24d172abb0c4fd9ec44b707ad888fff6c0efa6d7e9fc3b7dfc405719e39b1180407c7300df5f8bff1b9f54741440a05c7aa8a4ac5fef871f397e432dd094436dd75494b7a933f1f2f6c7c457d96e502d5b348015eac5791c988889887b1ce190f7b15e95c37ab29726900c4181f6af64b7e4649cc861170d23fb2e85e1eec4864e1e16859432320f7820ed95acf2583d701d74531ad5eb10461292d3102b469729ceaf516860fb2c0bfe4ec9d29b54491b8401442080f6078e38a32de11c8c00a0bcecc11d4385960f0f52eba56830fc63215173b2f709bde6710c15b20812d98462cd2e40ae6733ce7d57d593b630e26119cbdd15324ae4ed355f978050f5ec4312a1efd52aba1fd1c573181370d9c06dd75ad205bf7339cef4837609c879d1afb716e1debeb66c4e6925dd6e536d85dd91b1c1210689af0b2acd825d6b258ee8efd135fad38122bb66427422afd1f1f0c79c56e3039daaf059b9e66a9e537ec3f9e2d1b5f2a6cad0141	2026-01-09
\\x4fd6df494f29f8aeded1341c6d2697f44a27eda135d3458536c4ad1a877a4695	\\x9f1218b9bea5cfbaf29e6e7566fc07c1fafc0e7530949afc4e6f87e2c64c5abd	\\x9974123430f6732bb699ed7fb7544c72d8926fea0f5eb332b873301206760333a2ae1513688f2c5f0b4d9cc0ce44eebe8c7d03b37ebc68a35c3baf41925918aaac897db2b14d9c549cc0a0fba5c24f1ecc354b45bd11c05f7ca3270bb7e29b0ea070b81003cd8aa0ddf8ee624b2b4c93d4b80e85b941d3ccfe9d81fa5f58e7e938b7dbe168e8d02f914cf4ffb0ca40147232a173bef951a20a456b703e70fa0976b1e3836c98248cacd0da71981627d70c8cca101e0aa2c4c0b47e20100ae8f24ea33cd18e29fddd9bf3a74b84d157fea1ec7c54ef20ee88bb191e5214ced244ca42e0ed4afcd491f23fe19c9a6128eb848bc97b5553f1f5d57762e94405cbe75aaecc8faac4ac1d56748190de8f66767db55b7d6719e0862e438f4cebb8e325b3c9289e5174bb51a7a68fb5c19ebb5d7c9e3992379854ef7459bb46e0b06517af5fee6a15b5855709970780e2a27b53e9a688fa3c6ed78fce8d38af4346d2dd0589079daae02f2750110b1d2c65654f66085fb03ab1419be445444d37229bc4595f565741b5e1f91a0df7151b356790	2026-01-09
\\x79b4380b304eeab0d340f13c943df9e4a6b17b8c2d68a9c9ec13afe9098f3f34	\\xde526bb98346d2cd31dc271747a21b1864e406d29f529adbd8889660337a8169	\\xe1a28c230e843db77d6002b462aecb64e0b9984a257179329632b2c83f9e56581e9d621d786a3b4a1939c1fd58d0a70d38120610e68c03913097ff5db1b0a8470a23ef54ced8db93c6cb12edd81b598d73adf3a24c5b6ddf968ca4f863b00e512095453c5e62d21b3ad118fe23654cfb38199bb487b362f2e0ccbcaa362a9108aa4a208d188cbb00cd780f44a15c3773fcfbfc10262e7b33ff0c91e81a764f34570570a7976888e02784f3a32b66787322517b6e318e71e08f5132eab82a0f3d42cc005d2ba66d27aa107bc017c1401e66791325df3bd789dd396ff997d3f7fffce4a3e80ed1fe8c7fb508890f0e538c19cd76eea9662017825c9b4fe0de7126e4744f3588d2b222fb2c27ec72df5acd12b0c5e6124d32ff4f2392966557dedf862e2faf00ee377ae04d9251cb71c4d6c2f11633c1fc54f65b447a4d136da008e8c365e7f43d42ba480b324220472513f2189ee2c6302666b06f5ff0ca8deef20649c25006c0586211de36da1d063b5bac39f8b45a801ad0e55291c4bc91e77e99625d0c10cdcef74390f2f89eab6881	2026-01-09
\\xa7645fce2bce66a40d8f3f539ee1f3fe02b05565d165d0a0dc06c6ccf8452597	\\xf99b8f2c6d0b4d9535d88b980072aace0b6cae78078baf57ed887b95fec6721c	\\x41286d6c0046a09d1868a0263bf999567414529a5c864cfa2a126b06ce79642a79b7790951c46dbea10c64aef68c8200ade335e18ed262a9fd8837ff4c3cb12259bbbfd344cd717264209cbac2719f23f2a6248e59107a7e087944ae27d854e3e17869039274f6ced25ea2f8350f3dc00745a0012e933ad9d3d7692994d50a4fd3696883146f253f16781c1e86f3afbec6d37d79e07a2da55b47f1b74a7a3063915fbd6339a3cad0c0c1c527b56fe5d9d14947469b9d6a499f4914ef9a23fae3851551a491353e54f8092db53940349d5c75a509c42ba5cdfdf28b839b8034fa984eccc712154fa83fbb57543477b63c2602530278f7439a4769aeaa64bba577e8b1e1944988ee3a2fc37f7b2f243130f0cb461b3a3d94218ce2297043e961bfeefbdc8d2d5e91091bb358f2cd3427ef3f46770e052765c8f4cb1436642f5752b7e1a2fa15a6d12d6e6fa768a4823303504231929306c95a0b18081908c5b27a21093ae31bb9ef9425c2216df2580ee7b74d4661893b33634f9b38fef111654120b1a58d034a2d5fbe9a00a4d3d8cd2e	2026-01-09
\\x142fda0889aff4798aa8be261291da773d85b5a2b7c5ac616e69937cc96c8fd9	\\xb2dbea60c4dc9a1df75d0ef4fcb1423fc89b1f5959bb690d5c9ebc452462ea47	\\xa4bc1bec310a7bac02e33682100a0d6ec1be7582ce4c726ae212db89880d2568523277c983e5680cc431dd7e38ca4ef86aa7aafa4d6ec2628bb7e090f2d8275e85068dd553ca65a77d521c44ddf61eef6fea8f784b01ade33ba54adb33bac50d9aeee17778fdae32725cb41b2c21843afc313bb64fffdcdf3035991b722d877cbacd135c60bdc88eace4ca021edd3bf1701bbad632417fbaaccf7b52a217d659c4986af53d740ac43a9ddf450c988a344956ac86d553f58d56dcf0d1d65ab95be6d8537abb79e3d4bf9b4b99ba29acc13d33088ee26e601fc9e844b5b7450e42aa3dd6f395947c319698b83b2d1eb51c445054aaeb2dce4104e0996c76f9458e7b0693dafa9ee4a98450ce022ae24bd8ce55025e60a87ce163c5f333c43b0ecac329353f80163f4ac5d340f1e1471bee0ee30438865000311b027b827737c1c600bbd395257c56eaaa0154dc670ae9825ef29cd95bbc7622cd0917af42d8d821cf2bfb6fde24c94da1b785ebeb6b4de5b67a52c656bee364cb00fb33cc0181b83afd22901e456a3a8457578b631cc4e9	2026-01-09
\.


--
-- Data for Name: pending; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.pending (id_hash, epoch, sealed, expires_at) FROM stdin;
\\x46eb39595ac2e8baa7903eed792551e64598f7737ede4e053fc1e2745c3a20e1	20458	\\x94ff9aeb7d7707030dd7723eaf069c6e8cd67f69bf103d1e08e1316582fea9e219edd2a0ac480ccdb50a5dc02dadfe3a5c9cb28a6d7fd97536665524ced75709ca19245d0a70a71126df5ee3625871b02ab794ac23f9d3dc2de5623d9912fb5c0e2369f7914886804d4587bb3e6fdf11367080ffbfcc4c168e69a2dd92437634da80ac3796d307280c549e91d0489be43d19004f0ac46203ff2f43564f08419bf3fb60047fc5de82590074caee4053ff158f03d14349b34f3cd1b39e81336461721f08de5ff7f14b02db5c699dfda78fc49f57e964248dd4a25ecba3b179d820c52943550c222abc4f035946a255dc1b06df81e45f4a82a409fdad7516885c1d	2026-01-07 10:00:00+00
\\xf79e9eb8a6f1619fff8b7b3000942318dcdcd6b56bcdf88031948cd32c90c0f0	20458	\\xe7484edf444dfc385d82f2cada401a10497acc08db568b95baddcbd7bf4909d891a5be67c1b01298ef3fa4a337761ef789a59eb634c0da81b258040d00ff7a56846aa3c94ef6dd05ac7981bd9d5477299359c9a83f803ceef0f894a17eb42e6d51fa452cd150d1cef13accf6f2448bdd2ea4cfe3b0bbac1711efce36565126b0d58c06d2930e577b8786942e17e43abe5717914387ac1e4c7cf0145d191a2f910589710b57c11b56c2a25fa2349090d09061858353f3c18a85abd9fc59c32df442a7ea281e42dc4b109a8c0cdc477c09936041648d5de204dd8574337bd570b0d6ff23bbdab1576c1c124c5469324d9e6b51d31d80b8d6d4336f3da30915db97	2026-01-07 10:00:00+00
\\x44d73a6bca3a93bface3403146b1f9b9a0c9f0d620830625d742c72189c480cf	20458	\\xada273fc1cc327fbc1d1decf00f41ef08c71ab62d4aee7e134433188ab582cc0971d388c962cac233314a441c60572385250175a5695ff69d759e9b89eef01bdde5677b191da2ec99bc4f60492ff051c3b522f53f0f95a3813a4e016ddb9a6ede3cb69d9841b86e8908027d6b9a34bb4abc358c9a2d27e1cb7f506c6e603c3e576142825f8e3ac841c4612373003e0c0d6dbb8f5d576707943d4ca7b1b575f932525b636fd234335fc9d45aa0efd2b429a1ba863d75874e84708e4a48b0e787de02f39ac88ddb9aecb9b20be5c99878a27574384c7ef6d6e4cf013e5f431604dd859ffa0f85d4dd3122d0eb97f8c7ea4dbbee88be917ffb92c8f07ab44609fd5	2026-01-07 10:00:00+00
\\x4bc51c207af8c0616863e7c66a1a141b1d690e5f2e7ee20ec0b2811d04b8f2a6	20458	\\x1376642113258bad04212af8cf9a3cdcd88382cd4e7b44b32b6cad8201c753666e6f8b84c3448f416895e7b05a2c7b55fdf7cbb79037d5c36d4f6806a521e67a99adde968bdbb6de157ebe29183e8a40a9a8af1cc638304d3840608a45a4354cabf95f77e9fde73180d35ff0fc5786a3274b8460e438532e14eaf26215b84cb87bb0bb34b98cd6c9a6854bf8ddc8f358f293c82d61988e47fa9c10f377103eca48dee4eb8d6038eb4aaebcf193372885e232269dff95cf88b1caa52d424253ccfde7a07c9f1e4c50a98e61ebab1e67b546932807cfd28fc17aa368f6504caee2bb66a045fcaa767cd2c002c1c007529ced03352f62d0011334e0b8454355dd47	2026-01-07 10:00:00+00
\\x08566868959d236f40f7cbd5a615ebe693609b8ee483664da27012c413ae713c	20458	\\xdc3f3aa96d59539862f2c84c5f13dc453684b15289920204efbe860fa76977b8ce0e71e4578cd82fbbec3ccc8b0a5d84a271c50a0d3242ab984a7cbb22c19ae7d505d22c2344a31a26b61baa6534071c3b331b34792c6b6c06caa424b1fc947ac93b93905516f73820905c7cb305b399e2e0b34c5b268786db653f9aa3a635e249467f4014be7a858e43ddd9b899e81ac126e43a7205a52789cbf9d1683daa05d215806839aae9ca51bb064bddc22cd9c7f71ca6940d0eeedd4ee656391d2728735613162c665ad77af88d1b882a3b8f79b1f59b815b9c85bb3844069d3336145f609e1f0697a2b06abc02ac8d999efea5f5c65a543a7c94bd89e43e733421fe	2026-01-07 10:00:00+00
\\xdcc0829a0cb695dcab75d9cbb8a1c5f60b82e4a7d0a0af58b1bb26996fa4fc82	20458	\\xa2b14ca0f80ddafc032eb413df5f6c4a9498098d172d89f2f61edc0b9436ff609b4295c298d5ec34bbe94e4ec69405ef5ef404ff2e7b05401c5388b1f550936d56380d96ab10b9727980c7b7f5dd80b93e1ee9cefd45425f2d34afdf5de166ff8a3874a1963740d53f4a7fe7a69f24de30fb9827b4896d661751cbf8bccfd81446d288322d242e39b91bb5547ab454d38d6915fc32cb7691224bded22c92d7365377aa286507d3255732339e6af553455bf5248554840e5e0745d53c8c6320f1dea8929d6617e9dd6529a42bc7821cd26a8c221b275bc787588921d82732583149008f239f56ca50b785ffd03cbff3d1151c34f9730275b23112aa4f074a2dcf	2026-01-07 10:00:00+00
\\x7dde785d87c67a8867703f340369755dc474df4b65783201eb4012a220664817	20458	\\x8be2aa1c096d1b764df707dd7119a64abc06e799bdad800618e4a577fd4d1259807f259d01859b1d14f43ed07dc43e968334b1f80d654efed787da3bd5ab727a14ca5667b23b582313895b11710f3401895bbb50da16764862efe0968b32b487fdabf3bdaa7221999be80ee77fe4fd50a6e9ea0fe48dfbc3fffdfcd214a32af31653f3d91e69d73d1b8ab093f46d1ee5ebfcbc808fff2d9cc8bf05c5111e529697d399b18a48ee3da54aba555dad076df90ceecf049af711b3b0c62cb8e37f60f322a05f676f101dcb0abee30b6420f3f2a9ab91840800100eb5843d0cb9ad6987c7dfed98360227cd1319f151076a4152f84a932e073412f2a9b1aca58f4f68	2026-01-07 10:00:00+00
\\x2b15f87518b86d0817c63c0a049d65a205a8064fb56dfcc3003fa60940df2da8	20458	\\x83bc41eab1792743c1881f124a18ef26917ef78ac5a3c69f2ea18bfd227b0323baef611202bbe7a422e3191fb4284fc5baada0bfb37ea3f10c0ef0f351541582f9fbbbe8c0ea5ddd8e7c96e665b22b5408e3e55ee162dac09b759e2760fada4931ab3004dd35c391b8b74d464336aef10694e93d06dc8ecaeea207a8352f38b76f68cfd760e6599d89464eb6565ca527f5ffdc6c553050c2a08885f9bb3f5844818d235adb8cba947883f4bdf8f608a94b64515138d9d3c4c0ea462c5a41161080064fcde0cc8a8bdc7d6e1b350a6d4d35230389876472d6936fb8f4f4d2c264c4fff3024957ac8ef12e876a55b5559ca4c7597674af156c942bbefc5af3d289	2026-01-07 10:00:00+00
\\x26dbf0183bc5e8426eb0f85211fed4829856d2bf1b8f24d940712ffefaccc616	20458	\\x3e38527450184504be110314b7b33f6bb3e33b1c30ab33ec0088480bc6a5716f85427df094b807470482665d67b10de2123f58869e1e20b3fcc66d44e4d6b4cbc9432d18fecdc436db89dee68aa7a5d0eaa9b7f6bd23af6a1bd554c88a11e87ec2db92b9ec6f41ceb318e70628563b605ab539037865825897ae4298f35b59a34fe3e36cebdbca0ae9535f127868a8b155d9e05d309a13055efbd5d98346398080572a3a65ab76135dd7df1bda8814bb83f4837dbe800f6593688f373494ea913d32ac3bb1dcea6f6e778ddee8c564c86e509dee61b2ab99ee661c69e5abc985c537873ed386432482e65c1db1fa52aac46a73df8a1301b8d8eef42af92463b4	2026-01-07 10:00:00+00
\\xe553c7a7a1296f469b327ce7d1155b56854923595c6650c9d2083d7622904002	20458	\\x6ea3c1a0effb911065b0a40e61ee237d94d19a45b68d600048fcfb7467c509f699e94cf7a5e6f6e72f15948c94240f50dc5a26f8bedf3c5a33324bf6f5dcbc576ce6030aed8b0a349417d73d2c72a36babcf7e477dfcf67e9081657f1103d73465127059ac56ada288247f056749a5f155e4c71cf75167f925dcb2086c53538376f198baf3d9cefb88e10863070a7b1eb3ea49358d2c06c997851f8031d3e133321d118b35d5afd19ca9f5dae36892a4140573faaf2ff9c8d07d06788a5e1add9c0ef273f1dc81b25d3703e3454469dc6ae11f5a4a81165a8b5b06e552b74d388fc47e2cfe93ce311bc9f5e1bf9720f7e3d11a8517a5c90ae826d097a07dd4d2	2026-01-07 10:00:00+00
\\x752cfbe111b9e2d6a312b6cf8f3711c33688df053acbf9c9dadc0632957fd823	20458	\\xf6d80cef3d30231d38ea26493b4d54f59983878fb6ada5e7dfb25b4bf2c6535dd570da7323321ce6407aefaa3de374e38d28827edbddef6c36477b2539c714f1cc52d6491ab8c1df31418992323e8863f3c8d17fa58a5b1ea1f242c66c107d698096417a320368d7bd7f315f3b8d60d654c629c8e3dcdc6bfd3f16e34ecf842b18f8132a907225e1baf25a5c48c56f97312fbaa67343f3ce81085de292dbafa3ca31ac488d63f56581408ec922050e6b9550ebdd9460dc6ac314001b7b677c232a856c9ee813f0a2cd44b090206a60662448a57ceed13e306b71f14a65211feb96ff672bdc77f44a678e57503c76ff06b9dce2c0336fb34c4dbc4469c1310cb3	2026-01-07 10:00:00+00
\\xce1972484428b85648ec1f9580f7faf6a958153fce2a4ef9996f266c68b2ba88	20458	\\x65da556fbabb6b03bc588afff9fc1b3d502571a1fc1ebb1c681bf601fe271fc32514ffc7c7fee79605379b0cd0b7c12efad6c4e1a9671de7af7c716672e3f5cc5a3d0894ff62f1a2568ea84cfd9a30848cdd1a1429f44d9880f94a0b3655ce74ed9de22b9f7bf3ed8bb32e7d511d8c979b3b0ca1b15f1f97d4876046e2936c51df83e2bf95a57e693e59f5f75badd2a96ee3e86d245699c95de08a7bc8091933d4d844f0e68409f7c3c0318919b7872c568fbe04f51301b35546caedcd4ff1f1d60a6e002230d6c06622808b82607a3347a7b505e9172c2ee297a5576f396d1a44c660e4e6fc25acee0debf51c3e428a10f6498a09bfeb5caf3139ba9c07276c	2026-01-07 10:00:00+00
\\xb1a7d9bc0a9b7fcc880b86a16ebb547083b703cfa51bc7ff0bff37ca950e3e69	20458	\\xfcdc764525a76cc3dbb7a934126752a8e5d6e9bc2fb2363864005f9d734a4adc9749bce940419d908207afc8113353cf5eb455dc701ee85cf6578794f541d18986f956c89fd15e412b278e7e9610d1afc60c57af3740d7a32384273f9611e87a86b4033c88885618f3ff0fca95542dc5fcc34ca48d73b2f0b8fce320b2b4750554f2486c4735124e08f2d6a0577c6f9330d2022527f4c2e249af33b16e7367847a09bb15c53279bf0513950f0b201bda16f7709b31ce79053204e24f5304d8476bc172be753ca4612e52cd5eed73a857447f2f061fa28ff7407e24af21acb96b188a301f086889e350bc803a79b1ed55365a4b6ce4c7554020d481bfc31cecd8	2026-01-07 10:00:00+00
\\xdcf078ca8609d828272468b28e1264ec16165ad04012fec22471429ced684feb	20458	\\xd3cb1c404fd047ae0e768422e9b209f3c055d6aafb1dde521b33199d08f54acad3b7bd28a6b4ed5be31635c1bc1e48b4fee5a499011f6659dbb35612e3d3a44de90f17dd83d8032b0553dca47e3e328326b351e423ff69390bf75e6e76700311d933aa34dd9999859102a8921d2b13c7df686eddebe0cca78a05570a96dfddb5f8ed09c1485b264bb008168e5619ba035e9d07b741e48a8d82977be91762e12b4ff556f58141b2a36a365772ef4cb6a27fd4f198de32b749c57283fdaea75b19b76b53a579a0b43d53e0632778d7c075d53f51140fece63640cb4f31501590dba187ccbadf87acc4d4ab01daf15ad0207d2cad896ea549ecca338552b55a624d	2026-01-07 10:00:00+00
\\x901518ec4f3a400646e0e16323875174b5fe5dcc9e738019a1a64d079290b796	20458	\\x8fcff4d56bfdb17f192b151592410e7f6fe229c9377e7c69a5d479f296fd78304d220eda04df4939ac0b8e6163a34fc11e542d0b20e4f172f069f87d0d0e1d602d351cc0826916c6279ec6fdafa35a9604d3c6d1df7021cb78ad990c3749d1a55259948e603fb5dd5d0a2b3fff041fdce48e8135cd2b0a128844f794b1623880e4d67680f10c3182ae69df646b9fb9146a2ab13ab6d2a9be8184b7d0760e7679818802b84d51061b6352f245ac96e1e4d11af7b53896330697080e10f10f4a9f627d46508a11d69fd7a7b62e5c97405a9540e4887d2aada94d2dd300db809c1913d9477c80ab2e47bd0defb584474521f2f13eebf0d7c6a03d876d093b8b6e11	2026-01-07 10:00:00+00
\\xdcbbb58dc37beb99e8d1d0cca48eb542c6ee052434c961baec8af5009146fe53	20458	\\x2de447bd0556d9a9e4f81a851ac3c3993c7e271391d87b7b305a9c05c91fc92ad91416d97bb1be4b74d43cf8dcee76926a083a84e01ca8ce19bebd31fecc0e0d5884310b73dcf8c5e44c3a7254104835ab16eb16cc3ae11dd36447ced70cb6d3deaf757da9de6298021c5ae3acecb6a66c752052ef210d3bf5d67f033337facaa01cd21e50153d243caf9370f78d1e7cf1c0127e04d24e21c6236e8b315d9b7156efdd0e2b0b7a9c4221c5c20d17d467ae912b22697d7f5b53fa83a53165c39839b189f28ad748d4f672fba5b66d659d2ad6c8cb30366550908aa9ed128eb1e9136dfd623d8953db5f2af6ec529c94406c1035dada9298c795fba3e11ce5dc6f	2026-01-07 10:00:00+00
\\x9ce3eac786c3d68748dc5837ec3fd3482cdbeb7505bd07473c8043939cfd0dbc	20458	\\x1b34551ebd7c8f1505238e1d1b579f06f6e55d6db8711fe4a787495630c136c8dde98df0865845adf7abfc925b41e3787f124ebe4aed37e6a96e1d852c827df303b3eaa47daca5dde35df755422ec1784121ef5ca4bcf59e54c4c80cd7de1fbd165c1407d8b167f9516deafadd0df7fa0507e4ab8ece3fe4ba320d360462032b2149a867c3fdfc4d7da59818148d1cf4af28fbe802b9618ed4cc4518c3dc3bfa9e591d77cf4e5a2a8d8fad4a077c506c2dd984392ad67d4d98e2e65441663751f3119312c5f14d958a9290f0b469e9d0516585b22e04c66947850e3545c2f39d059f01c96ca4fe7d3b9bafe8f7c75a8516dbdb0491654001d861cb5feefe2db1	2026-01-07 10:00:00+00
\\xcfb7d30ddef59cff5dabd18ad5a7d2d501b208fe935c4cf1e90ee5875b104434	20458	\\x9ec483f91a019335a4f1d01ba366524bcdc6889e084840586d0efa2f41c02fd644ac5bf31672e1159d181abc712e3afe006a98d82b8c02bf22df3409263e59cb2aec7e0302a8a6f19f4e226283743c6cd4af719a643a96aed0edb1e98fb89b346902c8a2abf1b791344d2de846636269f172a37fdec01e2638e9d39dabc95b2faf3237cb6cb440ace51fe05beb20bbce68345f62cd4224dd117cd32700fc73c1a86710b6f0dd6b5ec053601207cf748e78ded115442c36c8bad026fd158fc133e4e524301fc507f98fe8158469fd36795ce8d182723b46ab762878763362c15fef87c9f6d65d5ebf0310a5906bef877dd83b9ad96a9ddc7664d049cc41f76c74	2026-01-07 10:00:00+00
\\xf09157a7b0156473559612565895ef2b16451346248685f8ffe3ec5f21bf1078	20458	\\x1a34031a1eb9d9b3dc938b9978113dcad57a6a9bc0c63793fb5651b83743f225f759777f67ab1202956d9e1bf9380375576e79bb6d1ab02a8416e42a4422bdc6a3b245752f8b933e5fa1a1bbeca850de26ec8e6b7f24852833aed378e196dbea5cbb4a64e9264535f2044c397688187d5b8b1b76261cb0cfd430deff8fdecb88bd5588925c3410f00f3d5816c613c2fdf563e8067ef83961157883662c4a99b656a2f98414cf3ced7aef9abc1cd1848e5ba665ffd2202e046c78c3f9fe0eb4009e70978627ac3c354026667fa8fd48215cdcc4ce7c8980b10cd2143a3884d51425d0ef05b479831fdd4b3acce6d14b3f9c59a4fee217698ca1aead9567ca5130	2026-01-07 10:00:00+00
\\x864b7e3ce766e96f907c808fc79547c459cbe98b3948ce73c02eb5a28ee5927a	20458	\\x4b1e0aaa6a6b9dae9b9c2c68a2525abe49c23889258a31e2bec6106c3c4a868bf827860652adcce62afadf329b18ea68c9266b129f0a2b4a1316756683561497f4c009680e1d5354fed53d3bef775220ab6870904b615b99a776c7af2c5b27cc8f5c5294dc8db322d645fa17986e899a6275f81c0c4f742897b45651ebef29f2b5d719a883b1f275d7570adcca1afdb05102b330b38ae8a88a7947a7a7606d2a54ffc0332205ae72980bc6e9858959effacb2671d03ebb7c92d43845b9f05c8a88777f9938deef81357907cc0f4c8720fbb049d09bd7203e3ce7ff039eb61306d3fe57912b2f2ec31e68415a83f32fb42155606569196a1c6f226c6992a5da86	2026-01-07 10:00:00+00
\.


--
-- Data for Name: proposal; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.proposal (id, org_id, sealed, expires_on, mac) FROM stdin;
c12d209c-c04f-4baa-b09e-73549cdad5c2	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x71f36ad6a3d69f795710757eb4e666e8e33b21de12562cbf870ef87255e541f9443391ca41f8257d670395e04858ca80571d7d3e8e347596797bd87bb89a47d03cd5a258d8c2fdd363ead9147c502259f9ddf6066b08c4d37551502668e2a384e476c489762164478f567d72261dd13189f43fcd348aaae708667dae40cc10b1eb63a3f35261de9385f6149e886cbdb197afec9fe3524c2204ce19e74fe41694724bce8fe64f76cbee9f393af6607a1fe93a448bbaebc6e646f30ecd7c88419fb1ac1e0b8d0712cce2c200d10db09df7d9f16ba557a0aa8fc20d72e0b480128fcc37c9720ee1ce86f36c7a409bd58fa37063d59cdf37186c9d39e21604fee3c5896b6c2694088c0fbb14158641d629e9bd8f4c13f54113ddf2aca31e5fdc8226552bbcf51c65e7ca2acb99bb76b550c91069ff572e8b04dde86dfef9a3c891d276df47063214cfa0f6e28da2f2dacb82bfe0d70a6658bef6e57b6ec53bdd0f0a29af8ceb7ed9c71b4ba0c950316b601f79faefa74d90b6f0681a0489778d8d7c233b689b5bfc821aa39723b1513ea4259a836d6b46d9dbf94eda552be7ac8209b1f66acaa913ce9d83779a20f74ec8d402be0fc9a09ef4e2a56353fb9c830d255c63b2b765a21802b2933f573694ab39e4735155a40e3964c522cedce54f20c12ef6d41ad8248fd4bdb68aac0da73ff6bc52e6f962674a9fc64c40e02907852c88d76715317e00547cb0949008998000c10cc1f6a0f6712fd49f8dc9a0774a3a2b4e7ef3a23234298b3eaeb515ac244851f5724aec1d7de19ffc1b3c3b1d68284cdde16031d237bbdfc46fdc9823faf2fa269a480053b579c1519f6d362edb1f56346744ad501c714048fdc6b84f4e792644ac391fa6da33472497195d593d7c6fdd030678a6d8d19e50d2bd1aec33637098a340b5e9f4daae72cefdda9a31538e95cad7ce87d324e24fbb44ed943fb4dd	2026-01-15	\\x76df8b1f40d95f8364802ce8900978a0c548654f0e405d4a04a5c1ba386eac45
22689c6c-40b1-4701-a7f5-2ef523d2c94c	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x33a8c07f8f25d5d328070890c4c711062a0cd6949915808b8d53266e29a8d3e0a7335e236d206b280fb7b7525060c5bf9ec68a6454b66ad23988bfb9cc7d33fef19ec816946ec101332b972a03b8a1a61ba04ab498283a862c4287aa5dd239fb667dcb6191a3591e65b3dfbfeb34dfbad3fdf65d02145d25f9762476446fedcf798e52b485f9b70a9248557f82c2d0cd45297630348a74dfa36c6cf6f6fe3f397aa422fe1df3c4deffc9ee2b12579d19b099645612ec41cb6bb8fc4cb8dc93a685e1f921f4fc33761aeb5d407ed4077c942e4a24bde7b5760de467176c432e50b801975e6180cfc82ed8a6cd02546f7618d5f5468d7293043d7b60e7bbacf3ec550baaf6c7701543bacb6265155464f2d4585566908b77a5455df78b69f41be0223712e4c5ffdc92777cc255f7471f0f8cb6d59d2850a1d0092807eaac380c026c5044079a60a0ccdafd250abe6d3579ed898a0f3ab1bb76062db768fc78f1a19070bf4d65888beccc6f83f883cb89148ae4db3ea6ede6b6e83d228da75e54d3bce390091ab51e0a61362eeed75c47acba9d008330a350aba2c4595c3639f41a7f88152dbc8542d190e5107195fae41610ce8512fab156fbd7349a6b6877a2b07290d2fe981383d3eb9608355a5dea490fc08189b86ae4a3be29b234f7cd9a748a63fd69b22bc62e9b219be968f20007dc9edc11bb9af84f93793db6786619d52222eebe32b30b7271ffe2bd2608b67d68cf0fe6673f4c5d633f5461669b263845b0bf27a87959071a3520e5886856a70af8a1427b72ac624b16f65a2f8af140cfe33b64e5d601858d36683fe1b8058dd41e83ab60b6cb2256b92fd18eabff610c0fd0fd63d848317fc61fc52f586f7ff93b589ada7e8b21f0c9f7b8d0735ad8bb4fd24c5d20328a10d09ffb6455526dc86bdd8b26c36ba273af4516e81306b5e7dd74fb8943d57881f1868ea2b3932e8c	2026-01-15	\\xf8600aadac0dd5793477eaa0b4bdb25afa37bab98758288d4048cc6a3ac8cbcf
d7532abd-e6bc-4170-8be7-56d3d689e178	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x146dc89ed742189633e786300224128062fed1f7b8c57369f7d95770c6a66bb31fdb12778b6cc6ee9ca8448da39ec88d9cfcc2056fe24707f9e7f2ea99b22b02fe8842fb89e35d3f063e1e670d1018e2de62dfc1b2bfd355b0e6b9ec57550263d708d1ea864f74f701179ac611cec4ed898d2d2233df2567e378ef9702247887312db46d5f0b1886b4abd8dc58a361dffce0c9a62f90d1529e87ef8c025a88d3838071a0e49023f908a3808ad24b77ab2434f530699244006eaac97cf4c383c2208864cc8b2160cfc8b9edf592cc2dfcb6149108120b1f0aa032a31c1efde6ebca62223ea135c212114367e0bebd6317d5b304ca8ec8ec919848c015d473fe334e9c47cd7a1f5df834281e79ab30ec459d7016ab45c9f2e668046d5e409fd329d2379516632c0453ceb595d71b7ac1a72d77827553576263438aa4e92bc1d7f1d10866c86754425cb8f3a2783a223c5c87043bdf7d8768648ac23e9185f339f69faad26f9ce2c2694c8bbd071b4385c2f68b869c0e9af9e47a8247b409eee9bb56dc1374af6f5a70e21ea5d78d7d8ec304766bec1578123b91d4905b7d0491f153d0f0841ff40e155c4e538328c3cb898315f7deca4d883496f55bd1c19be027f933054c50ada3b7a9afb142b2ebbfec63ce7ed4e247f6054a504de02efb267667295f2a478403960b98993090e624debcfd33d49a16481a39ccdf101228b4f19388ebd7f45bd3430fb976a92c2f883d04abebcc99ce37b2db390190b31b78de651bca6b648ec565839cdbff585e52e84da7feff6a89d9acb687398be089e501ecfa6140493287496731ee4c74795a7b72ce1955326ee5fcbc125b12c093f9e3d940e9298ae7f7946fc0093501a20cf6a5b6ffa318a31af11663a063a6d2854aaf0459ebe9358089c3bcb6fd4e906562978f79a566baa30fc7a5761f9b26b914a5085f8420618b15f783ff1568c887c7e5	2026-01-15	\\x22a73500e6bad0034eb73cf33ba333159f756a584e361bfdd71e8274c94b7851
e4588ec9-e920-4964-b32f-e3627df85be0	384892bf-f4c6-495e-8f09-f7c6a0cf841e	\\x9b8a4b1b5bbf125add1978caf22b89905d189b2e8323a33348fe88c3db75bfe1590579d6f4158e70287e9519b6ae0991de42fbf43e662b77a676d6d83bc208e5da860d0f521f5ce1e1d16277b7d6aea3bc6165ca61f1c21672e9f91180034d659cff4631eb3b4f6a59be8a0eeafbf52bf890b23aeaff79eca976ecdda0f2b36b674a10da15d69461923bc91159f2b72b5b869ca61db8d9623aa006960a0ed9571650c336d93ef691fda83de7b033e5f750bb7d22ff49e4a228e524a6289caded123cd2f51e6fc1f6fb8c5ad81f1ed5f960601495999ccaa44ef50fb24b376d5d27e7d7006763550b33d3c3f0d477608ae3d68604186235609fc163a974d96a6c7764dc475285de12b2c3e513a29dee4f197f10ba7053e98c2c383e0569dcf4755fcef7c0a9d013d124cff387c3a1b51244cede33df59d40be273c6768b59539ce5da5278df4eac22da819369db04da181ff648b0b47c43ec3a628e6f45090ca40517fee14fed4e940055bebc92a12be9254a188fa6798189c3c9831593a159ceedc3798655fb3dfdfcfb805d5036ced5538718c802c2119fbfae466b476fd40d33d8eaef895af885412bf29b4294a8c6bc163f8a3e6ec4638c1dd36c84f06a743062de6441d60fb6bfacedf35b6f2b1ea86c0b04a27e1ba60b9753eb26cd207057cd21c9b9532d00ca849cc9b67e77ee6fae729cc676c05598a2ca7a9066bbac15ffbd885325671689a03034df4aa940f56f9704c872528f6ee7f666d85b6b3869e40c13101f5dac06b556d65183a92dfe242f2e7862c637103209a0f72177bdaf8bb496c5afe5b46331e9df6d81e8d2a442e4dd9e599bb697b9222b601c3f05f8fe493307e082f39233a516462afb7bc8c4920717e0dce49ce9f4b26754333fc69548bda9541e52956a0b590ce340310e71fa0e9530b7c0f7e4def87237eb33adc890b1b59a15dc9e0b41c0772b257a6e	2026-01-15	\\xf088ead698879ee6ecd98a9a985d0fc8c32594a96d09174cfb4756ee0f542b7c
\.


--
-- Data for Name: approval_policy; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.approval_policy (org_id, version, needed, mac) FROM stdin;
384892bf-f4c6-495e-8f09-f7c6a0cf841e	2	t	\\x23e43459c0acfe380482e5b0e20da113f7837ee07c8cef856f880feaedb88b69
\.


--
-- Data for Name: organisation_look; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.organisation_look (org_id, version, name, colour, zone, logo, mac) FROM stdin;
384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	A hospital	#0b5a5e	Europe/Rome	\\x3c7376673e	\\x5ac1e03a7b8fd2e96c4d10b7f3a2895e6d7c8b9a0f1e2d3c4b5a69788796a5b4
\.


--
-- Data for Name: profile; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.profile (account_id, root_epoch, version, sealed) FROM stdin;
2c6b27db-2445-4464-8e00-0e674e6e83b6	1	1	\\xa4f99294f6673112deaeae6567f4e2deb44d3f49250a4bc0a9061a9c6449d7261a2a564d0dd40f9be6f90e6492d62a35127b8506f2ee9cdbafab7fef48130cd12a54c580eb6df6550e93d6ddc08f8600a8a3260a23930f7f7340c64b5e879b0d24ba515770604e03b7112836199217fd5d65d6fda95bde33495ffd50d45b09c5298de6a14ae465a39790b975d8833a44d62c78a3faf6fbd8d7614ee2ae59ce91c7642cae70b851afb8d65c46af44c77b499761287fadc0f460b907184df115f2794c5751946ae8ac90d6b12683b1597805deb71adeb511d7e54f37389d4508cb737a1484129db20de050d02a38a601296f061212ed211d8777c9d7ad3621bdf753d07e118487ffb4e72729ddbb9df7857e28d6911d8d17933e15d97363c0d88a7b67dc67670043d490665d33
6e4b4041-63f9-4086-bd92-7a6629a2aaaf	1	1	\\xabfde3b77b1c7e67ce7f6ca1b1cb15fe7e3ce9144176f015f0f344e5ec9c0db64098da9b5bb7b804a2670b53d6acbec65f7f9c73520d3f88562b73d946bd06f93992d6e88150ec1735d5dc8c56b4484e800a689b765fb56b4b2cbc0f1bef84caaa92dfafd5a858a4bf488bc3f2d534602d7540a43816829ec463677d8efff952f5c0bdc3b52bb06700d3c2b7b79addfed6077e931d0a202839f7e5fc53b95627f02559b13a330bb2aea152b0ea4169509375ca94d9ef3f38b89d4a64012b4ec980481960039c2fa658db669f2d7dcb13524f4e91b5af6d2ccf04df8912f95b4303550f4f28cade740e477046059b8f89cc385189a36694c6bbd3ed219edea3e0b3c06ce0d45bc3d8d6b049ec2e79ec01a5a03ef5cb2206e3e36d78592ee50166281d4e3632661915e34ef853
9ab531f6-99c5-4c20-8fbe-0ddf086a425f	1	1	\\x65053f142a4bcadaa64cd755021eaff741d6091958bcca658eb0ec4c5d75a69b23881d8dcce60cc32b81d32dda6c0d81da948483074f6b67fbaab014f68a8c0fcdf49fccd75dceb122e7c1eeaa9a55030e83df287175f2853781145fae92e982b0db06ea4b58f7fa99c5e12c325e112fae1b1aa510911ae69a573b5d2d1ab8343ce0ff32426a69cff2372ae02400fd92888b65bb2655745181f4535cef21a18c831b02c501d52073ecd68d6f4fb1ea1bf82ab965f4f84c719d6d66fa71b2b5c51278071021ef7e30d69f2287d3e63aa164cc0a02d6287169b74defafcf5d37c7c37b9a1aa93c7e0057346193c96120b659fa9d11c34e0df2eab63d34f58760cf51adc2f074b9fcd783bb7c716b87b1467165347e60473d056cbd03860eba99c5fe173e625e243d2418e2facf
5ad0cd99-5c57-41ce-b56f-d32ba70a3eab	1	1	\\x21c20980d16626bac3c1c3418d09ef987761dbb5bb8ad166ea1cf84ce5e833a6fcf0caca166b323e1078a0006aef73fddedb87c700485fef6f37a4167bdf788d9d96a4dbc3354e720c6dc0c4c895ff53c5c1ee951d7274196ebcdf489d8610ae97bc66cc0755ec3b519e2517c0775ac6a42e4d0ef2e8182c0452c0ec8b536f97d0bf40806fe60da5185f4e51085c586ca178feaf8ae86fb0f4c81850296927ce37b9a221814ab9527be5c1ffc52114cc70a065d98e077ac7bcc2e77be7c10725242936a1827dd145d2b5197bfbd6d5b13b5e6319b78ce31050b4a250699ec9d87bb0c35837c68300b1653ae5a1cf42e9b2de91782e15e1ec65c4a8fdc0b014ca915e5527721852ae563e86cce0e51baa970bcc82b53d2f31bcc3598a2d3c376384562beab34ce061446b82ff
421d78e6-6719-4fcb-b18c-15d70a17244e	1	1	\\x703776486d542cbbe2f084235a3aaae44d7ee6b0203c3d8db2dfd1bb5a6983995be0502a98abcb3a757f1f893bba0305d07ff13d7c6dd79975aae6e6d6de7a7faacf747ce4cb0293621b347f3a18bfe64e80b46b299bb4b47df0d1b8b39acedd20a1e107c58793e023b61c6d5c80699c15940083048fb093231d1390ce5cb31c2e42ae2f5039a5da568e193fb0ba26e4a61d97dc11762caef9f80ce42899b80b824d7a5b26bb438eed79c3c69a335c66fd2cbddf20f521567692fadb5b6ee25e32e970686bdae8a3e47cbeceb63b9519fe195302b46fc7b8a98905e53560af1e87205d8066c32cd3bf355226d504a4bc016237e9e2a78a911936161ec2a14b743266ade5f9021cf2b2f9f2854dc70140d892cc35e5989e7e3d354ecee3fe70a4ba5f109cd2959e6adf893524
83778e81-7ca0-46ce-8732-37b7c84c0ee1	1	1	\\x33b82f2151ec14c1bb1e2b5e750b9530de62997766fe4af85945e06370df1a5e168c03c8a56b038caf92a7f117b376d98f439ee9719f910dd14f95cb83172648cbf06248ab3678f44916dcf62f946d9ae23abfff48f02eb7b8522d81c40bb63b106815e27b330058c3961c7ad424304c23bf8ddb4e1f591af3272a5f75be45094f77b0b5531aaea97358413b98d27f7cd7ad59959a1bf7db6fca6c4bb29789bca1da3d85deb823a947f1653e1db15ae011d7167cacef13c5ca9c19ead3e199788a6d92578f42b8ddb3d351ed7dc222af471e8b252a0b004f1966142556393e69f50a4c519a834b59c20a4c83709d44c1b48c79227a9b085f01303dabced72b7e724e3ac6b66674355acca5e97303f92492ebd4775a086c0a309de90207906a21f9bfb0080bcebb79f2ea0c2b
3128f95d-61e5-4202-a4dd-d01f0fd02ac0	1	1	\\x5ac345b6660ad2b775ad43e313366e4749849f9f0cb05c181a0e701082275e653920cb757120835891572544a8fc3f778aadd907a949902e3516867b4c14d551abb60c6226b428434e967ab0a5cb78c21479d46f74f198387d12fc989b914e87a5e9b227949d78c89362ea8409314530ba96d94a342565f45dd35b60611799ef1df1aea84ab5de5ecd10d345dec035a9aeef74a9d3c085779a88737f756af04f387b02fb2a0023d4d54f5572737fe04fb1b88d1cd9fdf8c57964acfbe10c38effb69256b20c2b795eb714b6b9d86f0059ed749053ed1c29e3ec00addebc352bb9b4caed41c0a5b82e69d18562c531af8d11b0a31787dd2148d0a66f480bda3a6b0242eecd55ae011477b28e68107ab87bba0fadd0ab3d3d1d48fd4584b4618995f25782a4e7bcf5e539dc563
0b7de984-bf95-420b-a5a6-e633ca92b554	1	1	\\x766a998d320797c437ceade5fc0da017b1a38d8bf531abee6b2c30704b9b805a4e75f7e48fa88e96698de1162c80d02df5b3a8efa8d2eac2ff65fa559021185237a68da60ac5cb59d3ed58d5ad924633a3cc09e1e696b901cf735965baf606e0d577af6ffbe2ef2f114f05d2585f13d1c552e69e0886f68cacbd1172884d391151dbeae316920965fd453ac38e8c50856820c67e6a2576123a562fc5f9a60856a011118b20d6a2d89e8cf176ac612bc300bef8cd717ed8bb07323a6abb4ef45a6afd1cbff13ca9e4eae6fb02b72c477d6ab7836f3b231fe5e2b1c7d270811dc999de8b18bce12e9a7076d1601d87933be5fadadad7824612761f412f5dcfc0f551b80ce621b7af27c672dd192ec6544341d8f1e8f310e71d54989992ae94a4173a1dbea064528a30fee73b95
7a58161a-9f59-4a76-b336-aeb0680c571f	1	1	\\x07c206e982238bf336d8a48627bc4dd40ae50695c97981a50aa10c65fa47127e154ddf37add5ce0c2f6c4d69647dbe48de09a1c2c7537ea7d6f95a59afd3d3802dbd02f82c063c3aff8b73511a4698e4d603a632d29afbfc1a3ae14ec4b33833ae131d9a9ddf18350051369471f513d530c28f865ebf8c727dff88e42da0c3f984687de6f84e61e6617b54e49f457b7f5161baa6d19ed8a5cc55367ee8a7183c6afb6e0a033c2f4dc43df337bf8ee71755526bab5170d698df44d8d2f9c50a8c4a18b156124083e31f4ef9daa81a84df2c4652fba401ca9c97379104e30354a004deef05bc7be74c4333597625f036cb0ed0c8f7604673510eb74b2b930645bd9f1030ea10a5f09c41a089a1039eaac208d1fda5dea65155480c3cc85babdc2bcee5e0616888e422d758e0f7
a79143e9-14cd-4b21-83b3-9fb3b13fcf13	1	1	\\x55ce5442a8beae6716c610a4c361e891ca78ba488b093eac83c4a964344301013e601ae8a9c0cf47e5131cf9c7cc802369469923ab89d39343a552955ccbf0d3a04d216fe43de59ec16043c2810773bff7772014a4be14089920c153ab4d44cfe84a0b6f676c1556ac2279012b3d6a1176b218892fcd8757f78cb7f22ec5b0943ea35804c423a1287a538c2516e611cd0ce5aacd8d32f9107efd7baa4e79a4696a98532f566872ca71e62c9135f2ef3fc2ce26b0e7333fad76d8cf3a9a2632084afc3b03c22cbc816f3752fcbe5f06fca42356c509a42b6903e1bef8146b1a305b7cff7da17cda1f42fdb47dfcd5d5f5fb3fe2d49d68c77d564bba177914e7a19ab5ff75b53f8c6ebd5ce1696c9bd027462f673c138fa98206ff46c3467ff9241c46f14f91cbcb1d718dddcc
8af670e4-8730-49f6-b022-0e219abd1cf4	1	1	\\x1e27caf0a70c32bb9fa20ab4f5a8f3980fdb1273e226f29f0b6f3f98bca0f727337a01cdea3696aa09a9270e86ee5b423c066c11eb0701e2b1237f9b69c969f0ee2898326cf6e4420304617e517eee0287a973695676e834a0b1552cfdc4009feafa6f3ec6b53915d5482fb992ed3598117d5b9109a1fb1f7f891f57230feb45e9db13f670ee6b300141d90f14ffc815423e57748781b691f5af8c08bc204a9cc3245fddccd5b942461f4f7c2e717f82aab08d74e48062237232eb609cee6aed3e441064b7c7d57bf5d6430c5cf467d776df7947cac1eb5c3f4a3adc7cdbed8e60e7398539cf538b40631b3e72ee9e6beff32a671d21993aa7db8b8be03e9140f54078d4b2ad018582cc51fd15d69f9bdd07b0948a67bbb1c417b0a386ebb2163433bdf5e87dd7122ed99b0e
16953977-59b4-489c-95c6-c6da3b4918c4	1	1	\\x5411fa4853bd5555bf38beeb28b9931a81f869388c62ba67b7a03fa09956892b58b1698be3d06e8294e5f0b4f7b3d63dbdbda9fda00fb86e8dc3f32016a00f44705f1c3461dce95f90d0308bd7e8a959ae41c9c0b558e02728c2acedcd42135abf3091fc7578ec605a607164ddfe767cbe59784860ab1eb2285faa4e5d89678c358273c4094a3934d25fb52a3a14188ecb906ac9a627330a51996eb1839cbca939663a515ae7a7e67f5dcb74679d01fe20f404beecee588e1b54fa510a2d93024db98e084d4c24b48d0529dd9ed674c41e2bc45bb7169c769f22b64af884e141c5e65adf58f1d7938bf6ad7ca6be2535977e706be0d6d2275f0bc97ef71c0083938887a777874fd6114f77e318dfabb19cec52e699eeda46c0c67f0dd86b0f6c00c85a623f21f16cd2e294d5
931d9e79-be92-44bb-acd1-c4c0622e2061	1	1	\\x8d54e4454adb975db803eddea52ecd7f98d31bee369afb66838c80bf1300710004d84ab0acb6dc59a0663b9f83dba6fe7a80f75ec51d4c2f3f35d610283ed470ba16e79248c30817f3122093966239202588489e8557aafde8c8028cdf13ac7d7885f73edd1931bc37ce574fa5da1a315984b2d526ad27b2b638ec411856f5b08f0dff326908f6783c25bc7b3b503ccc4b160e03830bcef65f2e52275b53a00aff06cc412c338481dda1bc4fd7d46457a82dd0ecdbaa9091e6f214e3afcf4b16ae8254801a844b9a87d4783a8f74304e7955b807fe5e2b368110413aa1e2d695eb5cfdd7e6c093e6f0c3c23cd4603b8c9e43a008bd68e0dab1379e0b691cfbbd51f6ffcd834da8642ad2568c5d50d4aa319e0d9ba508a964173a790000b1ac64c61c0d302648991870ac1ebe
0d05ace5-931b-4751-8bf7-3b72e760f438	1	1	\\xcd20226fa989df2ef171abbaf2e43080adb1eea1562638335063e49fa59396fcad3744c235a9f6617fe8367707b8489b924f8b800a5a10a9c892156f8eee6a5ef21f40538a625de25c6ae4eb5ff86617d6851e4ac35541a05cae8060f5a27f6bcd8d96cf2055f20b334fb580d9a4801510b97ad5a18d3596339a1a7323bd3fff768374f47cd1474496d63255a763fb95d8c67ef5234702a873e8f6900ed7fbb412c03148f8f9d8a28a95dbc099d1717cf53697ecda457e20c09c012c1719900f0abc592ec7fde65f81d7cd9e02775afc9fbd24c5872cce5b1c34862bc865d7741249afeef3cc6bd93c498d15e3122d4fe7ddd49d890bb86f7d1665c6cbd8d0df24702c081bfb66cdba4aa9e11a825ea0307d25952f003640bf6807775798e82f3e57c57eb4786d61dd98daad
2c362b63-eee8-4910-9b8d-82ae10a0e277	1	1	\\xb6d4b973539952602296462258e4505749bee258b3efb52f85593e95f1eca92e838bc2182c2f1b904b212a037d23b7d3a195427d5c4644fb88ce9449cad5748fb8b61d356bf3558a68abf6e4f59fd541d59bf7dbbcb591011ab72e55e459d5d8b500239b0d967f6fb2fe7c810fd1a3c54e2a3e495f6fe649d5bf7f683d6193a3faba7162985868cbf9d6da388ec10cdbab26d55e0bca8eef7ca041830b82afb6e1addc165937903852f63732ff1bec34469b6f60355a40cc400c23573f9d65ca99b808fbd2de8064a85ffe159ae105bfec5f92aa8204ba675501ae8e492436b251ee67fcf0b4fccd2af6cc8565d38d57449f26cf2213e31128b926a7880664b9de0bf85dbe4c4668129887453ff3474f2c254302d03ae11ba71248a3481856bb19fb70b12357af3916170576
953574d2-da69-4780-b0de-fc6561c765be	1	1	\\x0d70f8cc59bc8d178063648651861b6a289bac2fb112ecd34a521e521b3864c84ec64876e8ba3c36a52871dd1a6ebc85e1fc24e839ecf58de30b2adb5a7b6a1557f499cb1bc1abc02612f0064d24c6f9d160547d6c05079124217a7dc2f469395a6fa07fb9765d25584134ca0bbea6130895aa591acd8606c410382e015bf024a0d8b105001473773dad9fbac33e055e20338daab80e710e01317b0a260f7ed8e78c7913c5c90df4c954cf3728835b06b272ecd2dad1c1a548437eba4b70ddccd8c48f8865e8d75623758c70f1cc0e510d567b3d5f63acda72088fe67978b0a1c2a65d7816ae7d652fa66406add4ca03f592654800a565a36be13717d5f50c2c60207742f279411bedf58a8702012d47740b71fc482766a62ca4d76fb89f6e711b347bc749a957b328e8ab5a
383c0aff-7b3c-4a02-913d-cb8c5fc53ceb	1	1	\\x92ec561ea99fe526b553ff4a2e4b1299378a0aa695e41c552943e8880fe551ef2d392c7e51544a7995927f780749c30c32ce0d24b0e12ed763dc9c74577596b4bb15b7c308e355abce95f0f5cb9305d0ee233c6f6c8158d2e36077f7e8325b802bc2bfa5812e22d9f30d6ac9af0d7428f5fd5693d2386af4e137fff5423f68cddc86f72215164f0d9f6ba10986f6561e5ccdf0a4c51ba74f28ac893890083a70e720f702145e9676b0db598821439d0b79234d87e69da8652b9410cfc5f613911d80fd7db1aaf1075502e57bf684cc63f83855492f0b99d39a5c95a78d5b8c453078bcef0624152ef8ef705a522f77ad9eb1fe511dde0fd006f2909014a1bac14694f1e96e728ae7e085ae478752248aeaf22610f4f07dfe22032266a70f85ce5a21c4a29d68e551277fc5bd
28f38b2f-242f-4cd8-aaca-72effd8284e9	1	1	\\x8abcfb9ea155981ba30b69ece1d1e96e466f111421aa2719a18e0299f62cc7a6c4dfd700819bfe44f95de687a91cc5e1f7d7c15c51f84f9b0e74188271d4d3862c19bd30f7c8519e7eaee01d299846f4b06d63ab03edc9d9936502d9379b6088c4e491085622041777736296b26c1758b6d9b92787c13b885a8e5cbc5864a0b3b5f515aff538a825640285fd4b2cf7011b7e7505db536efb0d85f12a73810d0771098da5daec44bf52b2f7f2ce683f2de9e6a03ea1b65a069fd5d136b007022440bbaf0d90a45e1583f1580e4119595153ebd96875b48b80d588800de0317b9ffb7bc4012855e21ac99e1d1ed3f4c361804ef1f9dfb5bc87615ead9999773c08a1b0f1087b21ff0653cf0e6dde415764bb0eba015f51872b888d3b3d53fa33cdcfbbd6e0d7df99e581010d85
47ff0199-aca5-4f4f-ba49-e5f6c5db19f7	1	1	\\xf8534258955bbf7f1d217eff5c4c6abc11bebb1b659712ba89bfc54fdc1ffcb71cbd4d9818fa505378f367c20ed0edf23807ba3ab2d6371b6396bf0bc0ad4e8cbcd44c436066e56726e0ffb86cf88b3de677d2299fa758ff29d7ced9f448a0c1aa4089b6fb6fcfc84810175d3e2bded32c4c520c7a9d5a674ee4e5684d0eb9ae66f56b065dcb295248e6bfb43489a269391231a2a9db4233039ba6cef5b28abd9ebd96e91acf6c83142be7f71703f2a3fe5073307f49177027fcc390a5c7d4d57426bc53db8b6ff52ec5e52f7fc2755ae13459329972ee865d8167fae1be54c3ada0c62393b03476a2eb81c19d86bd9bcf928da695f18e356bce4350c3f906e791d66803dc01b13e015f0a9e80acf8a5db3b9c70517adbb5aad5cd5bf356065ca0c7160b72ce4d8af4e9e833
4e9c72a0-f73a-449f-8925-3a879b344ea2	1	1	\\xb8229a94f29d7a22a8ff52dea5052782f68edaeea46265ad7ef73ffe3396eccf2a4cd1e5a313ca0b3ae5765c5787ecf2c1b7b8deb6c03c50a09eb0126d82316760fea47320140735353f28d4e1432ba438fbb9766ad2058e778f12ec5e14fa46b5bcc114a9802081087ceff67ca642a9625c4c3073b847278d31874530e06160408a4e0c9381fcb834234c4c4c3112fedfd0b3d8877ebc2f44a4b3c6d7f20f18305b97c9bcbd6e899ac1831425b918eed15656bb99e51acfe36a5c1ba6a72d739a7900d9a624989ef11a1105bdd7aeb2bbd5f625a33dc8b5e1e08235e67b5c93b99e2af6fb8a803b4c6c2b5973a1c770153f897f1485c56fcf996a6e758d34d9e05fa35224aba3802c76da1b2126ff82ea83c5413e24cd0ab8d7b35d9eb25a34169c0a3daf5c7e537fd26301
4e46720c-f1bc-4cfe-9d84-6ca0cb016e8a	1	1	\\xf0ca4cb44eb2677237dbdc869d7d73e724176d160266e337b3a02b7fd8162083e7f8b1f76dc421f28c68c89bd479bcd3569d4e89e08583ef27c821000d792f523cd793e767f6afab76b4dda233e9377d86a23a0426042cf5bb3345f64d385b185804852e78cab588ed12817f360e9b86d6b5e1fc236ff3aef2c426de4afb70957e47064093de7892455e88cfb65e511f3938e6f307429142331df85d099bf66cfcc3b0865815493aa4b5b2c29250a7564cc32af67f7bfed7f83b6adf23413c943d11562ee431610e2dd73e6de0759b7e51b6a58c7995b95cefaecddcfc4a0fc940a413f1ac88c7b098b48ab8a548e6243bce3836e0c0a7687906e1186599dad1a9623fac4dd245a214b68826412b4417b77d4bcf4ec0e4da5d1235f9bf81b0db13eed223a9e97b9c48d366f3
1978e0f0-cfcd-4cc8-80ca-76114958cd52	1	1	\\x1420c3dbf4e735efcb51b64836e11fad40e3329524c83dee57fae55085333647dfcda63e743a2b5ba6a8bd7962f3613d8f3405a01b641e9e27d77cd68883948162ac4eeec5994b852e7a6c5feadebc3de2a07050f0055ec993a3bda32a4e094a1913eee5fae8ac4f3a1b48c825a742a1bef382f0dcb72e75df21d24f46615454ae8fd9b06980af264814bbf06c6a0b79898792a115409af5958ab81d9b8304ebd109b34f3c800ae358364fd8c6347805fa842e6fd1532894e408e8c8f94a76c909d810db2cd05b17e6ed62448aa5a6c3b3bdf5f7421b770060a735c5412420e70b3bdcc1365fb9ed6baf91a5e13818b32e45d501f5c27ba6358f548a713e9e2552edaeee9906c112c97759b02a65adccb16187d55dc9441f8bf7db93506ce86bbe778b694896663c593410e5
7f86dc96-8919-4847-83dd-1110ca141db9	1	1	\\xe4ded25612881c18abcfb6bf423265f8fc93e0741ea33b8ab413f1e104e3b1cdbba54cc8370ac9f358821f253f45d5acb1ff6725c81325b4cc3de353fb1f6fe2ce37d9e26490f15275a5f7cc69ccec590fcc90313a0ab4dee939253de6d89fd9c9e9453cc620ede191151712bb7ae7e278abd2035dbaf51eb54f67ee48f7ef5b6be386ac5cb3f0a26e6662b2ef491ddd6b80b12f31a50355832616bbd27b3e663f3970e784274d335fe1147b8451e30cf5091205bf9a14c422f97508834efb7b4456d2b2893a420b2abb9954ff3878c473aca9c55de96b349fbffd321d82bce7dcbe9f733699f412dbbe616c6007475f601f1930a113cdad46be36648eb098a599405c34d829702c1e962e463698a8115293c04cd2e52c434ab6f6b3549f7dffff6d6e069e3949c33e428c1d
48490e7a-6b4f-4fb3-8ec6-781cd53c92e1	1	1	\\x7bd7387778d65421ab4566d4d955a9e2134ff6109bb9199470ae6e1091c87a7007dc401309446304adb43be5858621d788ec869bbcfa8801ffb1c587083994ef0d229bd69849d1c45225b1c119f2cd6628e901c48292b20fd27b3508a4459e9775d744fcfba6b3c8e72dcde2c5b9721640b388dcae15bef06453c13305a12d848aa043b2b6491264aa1a59e40ed8c47100ec655f216c7ed0249c29cb7dcd86a9940f9123e666a3d3dba357f2e7637a87439f7890435f9f0ce2f626d65fb8949921fd64ff997b6441237f6fc16dc42bfe298bcfe47f028ad6f43f02b2e00760f5b7445ad538cf60938991de3870ce3fcd07ab4f4b5917ca1962f7ec3133c67ec6ad284916bf5068d5d090d16d957eb9f6d8dcabfc147b6f40e2544b687765de010fc4ec96bbdc8bfa4149d7cb
44ded947-4141-401c-832b-7d2c75f7ec19	1	1	\\xe79c96c7a8ecaf543b4916aa0493b75ef5f47070c3533f596963b2dc5e08b9f85b46fe556f28b14812969207d62d8b52cfb42e9783a7c7830b59e2b5bd2783e8f189c5a52dfe0b60a6f06642f368c91336dc26c7339de7d0096d126bb5ae3ee6bda84b2109ca159ef01b9a7aea8df1254180d4852ea142a62f7363af9c304b6f7c5644d5a032f588af6ba773756aec9ef79f3459b94352609caa9a5de58ec1faea848ea7758df7b987ecd2189949c7687a1d613403ed0881d560f0f9af4bbfb81eaac06b33e9e30a8e40340680c9732e9c86bfda32202b7eb66ac5a544167e1c01b72066858af6bb45c3a63e6ce4666005df977dc08205bf4e0c36b9786624f556c6be7279d2b659320321d460923c4b87f559b6fce0e704d33da37e04d80b27d30bf90c3e55c663c1734bdf
5ab1ae2e-798c-46a5-a7bf-c471e6c55198	1	1	\\x6b04afb3ae34534f91f3d1a7c9cf1a0c3d3ea279e30b69b820e1001aa1e49f15b3bf20526af971b3e451bc23cb4d5a27233f6c5db7fbd5d4a0d200cf04da82a57453f14c81506abeecf5119df996d0dc726a90ae20080477a15542b94a9b5027ca80ef1422ed7a37dbaf2c3b004ab5a30a43d850b56c4cfb5502aefd7d30b861cc66c09a7b1c873e7c9f54b4943b49425977e41c519a25d327ebfbf6b0d92a8dfc68d24f2dafe1e6810a3f3710305b64ad73e189bb2851ce687aa8423623c7993678adf0808e5c3bede71a392a4c20c5df6da7a58739839b6007a2cd455994edce28b5439067bc647d0e13594f875625d0ee768b03d26548efd0d78a1a6cf70770ea1a6879189f53de11fbfdcbfca4219dfa61637813ae014a0dcc8391ea7878018416790ab5b91d6891a1eb
594d1dbf-ee6b-4160-92a5-6c67f559881a	1	1	\\x6a1a57c1ef5d73c7a1e81f730f6bb75612f4e67ac080beb4ad38c276c7535062c0c55931dbe83cbfcab8aca9d2c70c562d042b991b6a7ff34b6848bd720a8f15b1e0e72bf1462d10a2a536b6b652ebb179809b238e1bd1c6971ec1300f1c10c24f481cc6f0a9de26f366a113d62ee54c5c5fcf67097a70d813aedc671ed97b5ca724aef7d931785e718a7ffbaa13b8d9c74915888bdf9ae1cd262ac0b8dda810f894fd56942ebc5128d909422d7cc46ecb295ebc5286195c6fb2ac5e680f4b5539551fbb91e8baaf284376daf0a678a44784d539c386dbc424e37851a6a5a9b0eb963afbaa29b880c4d97d469f313979c936a447e5e86f638bfd8092e8dc563c088a3f95abaaada7727bd7dea2d232c70f9c2d7aa5b734aa51ae8cc0928485b53d44f51f74bc34cc592dbd79
cf1826f7-f227-479e-8339-5018f151bf53	1	1	\\xf9041e50da99a6268df3bffa9a877c73ad7e78b528ed1f04257cbe15684ed9c57de938e2ccf0101bc0e57ef7a891d77171c4546338bc093d3ce28ec81a2200b6948b1bfbe3b062c6ab5f500ea9baef9e34b12d0d88930de79312b21b76de68985bdeb531565ab51223b3fc809bde4ffe079f2aac878fcb258092e316f1cfcb97f48540753747bef414cab4d1f2c3495a5126b6cf5bc8526e4bab117cc18863a1eb8ba7457af0980ec386e5fddf0ddc29c8ab134d5a5c6e0a680f6cd003b860b1bd420977243daa0a777004c35ce065192a7ab4e81456f31ddbafa9a0360987a51e37ad6de8045b6c66cc843c0777ac6ba16638dad6ae332312dc1c00e637bccfb18468a0f9f8e16a37072aaeb1ac0ff82b30f570729b5abee49b6992acede6e9fd50738f54808a1819e52443
9c60f455-a8bb-4aa3-b26f-6f66e2279af1	1	1	\\xef7f2715edc4980b7771ca0a0d2852d598021f5fe4d272cf6af2f4e5ea3f9ba4a74dae67637e0fd377562c979056cf5b46971e4b0c48757fbcfbb1d50f2b4a96482a868ff4c5024bcbd797c9749f28c9ac90ae078935b82f5813d3381f8c751027700f4e764c2e3b07d6cfe12a506f2412a0f0582c6f18992aed14e7c532514f598488b860d955c1738fb0eb03e28eb105b72a355b7684a652f9990425d8e14766f5be8a593c1ec6586fcde8aa3fa79ecf1241684aaa1c3201edc485dce86888c962e65516dbaff3550d80a25764bea703fafc20265e3b1eb94df393e8072276866c103217a076f83393562a0cc6870805491986569c835ceddf2962c8a16aa2634a99524f29b46b629f9a8e95064d39caa02983dbe9fe31012fbce629d4d11d569d06b8e532a64ca8171e8c
9b44b95b-5d1e-4d2e-bc81-f57b998a829a	1	1	\\xe98a2abdc92a2358589412da9ebed18bef698d53337e302fe8c1499068d27e4f16f895980bceaeac1c7e2a0a19e7fb7a2b5d3cab4476ae364eb898d7b13bd7547090c01e701d1de93daa3c3036cadbd4a6df8aab3ec7cb8cfb6bd6512d18abf9c6a45110e71daa22be96de0f2d56aa4f232cb318ed56903a9432009c828e58f53ea9fda4cff713037450221db23b4e616a63550c42cfeca4d0e828a36650a83af6876b55831e52444fdd27f577f7a02198e107fb25f1a5fdc999f50a9786ce5a2225dce14bda729eb1b0b7dbd5de45ee42ba5e1308fb615fc5a2ba4c5914a73cb8a65c955cc95e7654e60af9f7e0b81166b7ccd0e7cd57bab0b40e4eda56e40f0cb1668d3f268abe315539af2e261826d0a6325b9bf7a00cdaa509f22c80f6af8d854fe39242194c2abca470
b6b3f8ba-b3ca-464d-8142-b395ee0238f7	1	1	\\xdea76bcd804440f6ab483dd44959037d0bf51150aa989421acf66d2216ad29489ab32ee378557d303ccdafa1a30b7dbe89405caf9d85d042d5c43b6c9a140c29f608cf17d641f30ef6985405d0fac9ba6312bc9559eaab5e81662a87bb187aee9292de00a1a05a1298add8c52c16ceb7e0f40abb087a541f0331edb2ff3742a79bbaa0d45420e9d49e5d3e3ab279fb093a717e26b63f3da49d3404fdf781069c2416ec2dea9d5abb81d52b104ecd1c4824977f6cdbc4ede4e778fd7f54c647331a4f28cfea91abd69a4b768ca7a6fe23923e1fd0195f7182c7951e3e620da218f9de60c2242d909fb8d98765fb43237d54f3db9da13c88bf59368ef736db1ce7aac55705357beb1e1a3e686c78c5daf952a016740fabea38a6a001548abd4ee18d77ac4ac0555d65f7143228
065c616e-da07-4c80-a9cf-c9561d62fbef	1	1	\\x3ffc8a84733c8a5f668cec2d63c00eb2540f35ae852cf23e4573a73ac415c973eb3b36b05f53259ade8f60ab5abaaca9728b83ab66da96a2b73a108949097fd831476d043c7d08c459d4039723b889c446987a9939efaad9e72e5b7cfcc7f4b314499c94807cd39c8adb2b61b4087c859f1504cc83733421bf1be1ddea148158187996292c9cb116582d1f93bf583d1d14d9329f6c59aed280a950c962ac38f01c6c7927ddad5abb28e7f1435721004d538c6cf1c5ff25e86f9afded427a0ca9500260774222514d691138d97b158050eb4c25b536223174791d321d30d72061162219777758a8e4197e32e97db8ee90c4cae90d9c9405ea0b7a2eca7094dbf3b21a258ef6ccfc6b45061113a96e84f37f0ad532ad05d209a53a48a6f37ae14bf5ead6632b01d2a4b34d1835
44d0c817-ec9f-4b91-8805-6b2a0406bfae	1	1	\\x6731f295d9e7ca38dd59033d88dae2b856e231d0aae294e1c26a8b9e560fed9de556b38c20bd3dea1661cd6ea6678e3f3cbeead96cbb539a85af226bf49941556df7c400d017b9a9de08ebb5c1cb4faf3088128a8ffd0f42778221bfa7d7140e526ac6789bccced4e7e4079bdf75f8c2d47eb2c59f2791ee7cfb62c5697b3bf29faebe573bed349a7e8d76ff2181eb910dba9d881615c297bb813c9e6e703384a5e744764a9888ddebeeae3e64245ea0251419882ffff515eda8dbf9d3919e654a93312c50319e0df9ee7536a4c84768d0132dfcb5a9568506257dfeaa21faf0a6b5d08afd98a358ea122d8ca381887ab9c36b9650e5a23103dc75d07ece5d6aad348829f24c1de981bbef44e4e13edab81cbaed00654ddb05c9f775d86cbe6b010a80c4490a64b2ee23857e
03ea1c4a-883b-470b-a325-2aa9aa575e36	1	1	\\x56d7686c761343d33a326d822f9b0a2ac4a0fbe651f0d99bc95752f78e0b402e1cb72f24e261578641ddb40a4682c804964cd29894599c001f573773fb7493da5747fc48c5349a435d2d64ba867de232483d09bd3b2383f7ee535b5ad4fda9030840739af6d954da6c6632485df5ab4e1b20748c73134ab3748260d5e78ded8c2bd7fa67d8bcd63eb6761c84a37ddba3a1688c400a72f417f672383ac9f0f41b962e9375b05c60459b55627813569490ebee03181ec5ea632222410c7f84d7b3c9ccdcaef41ee4bc653ddfb5b4bd64d003add9b16f7cc0519ed2c5ffd073200e3046962035971f46631428471551c7ac68e8ccadbacbc0b12daee3f65dde6b6c76203518b53dd47c24866fb98d5d4f46242b06960f3d117c308c7b28a4cc246140a157604107344c9f73161f
95d21570-cc51-409f-8829-4140dc9c7136	1	1	\\x8d632b7fbe723b9ebf2246b5cbb14019a0c7b49991bc3cb24c6455889d929bbfa4dc5effe132b36168bde7da16bbff4112d98b860f3cefa941712923802616b75a40554fa7139a2d09033a963aa7fc5882c36a761447db1a9ef6798400b09bb9e0ed2c674779380a9524dce1ede2f0b80752b9e6bf497cbd35ceb30a3527cbe156a1dd697303a6c2394debb3347c846a520ae7709ea0dbfe29020c9d07038e7944f42ede69178678dd1379b35f3e090da688022ed8d0af97e66128b066eec0ead5e6f22d87a5fe77e1c5402c48ca7485559eec51e1f9ab36243a3e6d844c6654eeba7a7646a41e11298406fccbd8245ea94c29c2c6c2025a3c79cf1233cfc257436f80e865f34d4c3d0ae3632f6ec0ff0c7ea28a22298ed65ea7964f5229a6e629e7679176684295fa800280
0a9d6819-e8ce-494d-aa07-5aa0784b8dea	1	1	\\x2faa107bca9e36e2fdb54fd006fddb767ca5d578b67661dbd2055792cf011a18869c248c834421bb0e1ad6efdfd7a43a5f08bee9fe3ef85dd9c4fee60232bdaf0b911eaeaa7c488ca77be0bede2afdf38d1defd07445704043b8144bf999fbafc9d133adecd5d597664bd1ebadd0cd434f0db875eb18495305f22a5ffc027992031938a2bc35d431a5e60a9b87e599cb3b682fe7a651d5bcdc86fed47de0abdd7acaff75d6346b8fda410d56c2e5633d31a18d60280f0e9a2727912ad91a42bb2c10b773d1d4fdec2cc56bddea1b6b9790917be6d62d5d00a5100bf456feca556e524995a3a1a276222818eac13b8cad61e8b33f2c3d7ad8cf6f0be2634d37b2d61598c8b057193469cd7cc7bc1e6652aa5883a830099cf7383556f65697bc914df51909d668e53cc6521dc9
c6825d43-2286-4f1c-a6f9-55f2b710ada5	1	1	\\xaf51159d5f193bf8f0bad276410b28994b125ecbeabfc13f4d15f9533b5afe306ae68f712c5c86d3f60db28f7ba9e666563b1270e24b78aa82aea71741e23d2a56af855f10bd8fa773bbfe6af4b6334d84d036b37bd707c893e78e66d7b98092595405f9d766437b23fadd2c96f43b9921c3dd19acccb12d2ae4f5e207ccd84638b7b717e389b7847c19dc71581fc02bcfc3b6a234ae39e496f8041fcc5d4bfccea86a9e943b7365f00bc899f679eb94db1f945d88bbd93960a105a8528165c775eaa5e3691aeb60bb72d628d2aeac525bf7af0f646e7edbc86d9ed0116fc7a40ce1234fe0ad3e729eb69056446b3bd5754a4af7f15fb753057865c644de7704f5541709e5d24dfd8d7d39a4c8b9990d51a377b40538d90c47ab50ee557d5e07e85c3b319e849ab0fa5522fb
96566165-06ab-44cc-812d-a669a216f3ef	1	1	\\xfd12617aec7425d2ee9a59b2a9362b3051260f4695f37f4770ed497226a424115c7fffa226e710514d234e077acfb2188e35349172322bd200f15a9cbbabea8c6b766ef27395082e2ff52aa89e00fb7733ad64df81b4b2bcecb812e2a249c07fe29d449a5e9a95125d9cec27d98ac311d3c9301ec5e95e9375e1b72c4d380fed25d8b9542b97798aba9ffb3ec210d336977042f588b1f48b07faf7b3cf46c6a0021b5cdcb908e5b08b9804cedd32541f1375dfc6b4db135e8b16e84f1d2904b55e96898098f3ec89b3fd5ccb920231b1a34d56edb80d7f4473d9ad68f062bda7755c7263b01782905880cc00a3ff51aefbc5f05ca885bdda0e000467d24ebe23e728616b5b1080b42f1b156a3fd16a2ba378eb8b5aa855a92b117867f6bd1c9844c08bb83d1f62d7a8a86857
ea880297-7e51-4cbd-a441-97179108aa3b	1	1	\\xfb2190062ae62e6f856e5d04730860aedb82d54a2396ccc6a18a38d6007a0f344c3ed3bc5cd206a235267bf11ff0ba0386d1de7f528f54a982a834b951e6b34414f2cf23f29791b443d0ca4f98acf9718c5206f1f17197857c272dd534e230679e4530981bfec9bf56de76316f20418fb8dd051410117cf91f829aacfa9a44f255e5a80c3f7ceb054b3cb9d90f3d3fd3f0da03d59a06ee29f081fd69c9532a9d36a964537003106c693bde8802e24cbbe6f3a1da2c8033d2aa6377dbea08a2607bcc75e0f6cccec1cf70a707f91014e7443577eedfce11e157413ac072209965182d208362d41e1bbd1a042374a7f426d293ad8ede6578d952b96768b42c31a22ee66af6ad5b2247dd602afb680d03c10ac9f1577348bd1beadf251d3089d9ec8d91844e983c81cd8bbd81e9
976dcfbb-aa62-48a1-949a-6739d7ea5332	1	1	\\xc1af0dab215773942eb352101094745893fc8154befc605cc50b749cd2b1f967845724dbe7e6757a61bb7a55c3d90de09078d21973215131350f6f9f0bf5ca85f271371b6301e0e662fc409dbf53d458b853bd58e60c8af9100269fed79bed4151edb8da34f88f0ecbb9dcec3a24ca4eeb999e373c7074db86045938a112e4d8d39ad0984bc78f325d5e51b49cbc052b9f95905ababa58f86589a4902652da4e461b31a39670948a92c1836c942037ac7c3351747db166a55e705d3d37ea6a4019446e2940260ace92703741b3533316624f75cd0c0addd6a8aa43fb6c8d153e1ba22fbb25456c94246a2edcd174b178cfeb1a73ca0aeb88ddde3c1d940ae2e1c85aff31b036ad92934bf9877c612072a76ebada5bb3fb234c09334a2b773b8d1538031fe0f37aa57b770438
\.


--
-- Data for Name: root_seal; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.root_seal (way_id, root_epoch, sealed) FROM stdin;
654ca24f-e1ff-4e67-af23-ff94048fa574	1	\\x85f55226ede3fa0da3fcdf2f510c00f8d41c3732e45542dea69f1256dbca7df96f877746976a13954bb6e0c1db7a35dc9cf8f99f3452fe3c101ea1d6ab04d7a491e73b6bff63406f41c8a8393154e1decf0e149281f69053f79ea25958e2b84e6dcc020f19309437d3e45cb371d9341b062f5b78fdf4ad33
1f76199f-a6f9-48f5-8714-71281c256145	1	\\x00cb2e94e09437786581d9aaefc4f8b7378f0d56ca580ebf5b7b934cf1545878035d8f27bf717c43fa390777796f3c25c743607ba6e5501d24994df79320d699327f16a514e2941d51e9b421dcbc8ba93ddaaa6b47be22b29238a1c081ef02b8f8ceb7c1f1a7e2ef4e9a123725e09586bd1764cfe3657937
bd64cf28-8984-4eb4-8456-ecc5159df9a0	1	\\xe12fe322bf451e269c804cfec52265519abacf1bf2f3dd47a2fcc8601125c6a751485e9398201143b6e0565c747835ab387de6165e41d01d806b4f8efff3f5c29bed4d2659229d7a498c976c350b28bd553b79eed394b0c04a797171f615476ef2151f3df793700695c7b133c570e4a632974ffc053e1659
c4b376d8-d7e2-43bb-9ecf-0af029945eca	1	\\x8dfc35dd17f1a2580330852cac58c1e9ddc5ba0e15d0067c63bcb48c431ba401e42508a338cb710499711a29bdccc718dd2450a89010085f8bdabb77f9b0f0e393ba035935f67c6f75a830cc429b0e618522251f3182acef93637ead1c83c4e70dff0403e8248d202ce7cea4b976655038e1fefb6acc229e
e18ddcb4-9061-4305-996a-12312cd05ff6	1	\\x4d203d8a0c70f0bf0e023bb5b4ef1dbdc01dc1aefdf349ef39a7866e24fc2035e6e4a9b30ad8101319cac789065f0f9b5f369bf3487b69cd68c2ac0d3019299fd441b44ebb78e4f60fbcd8d9f7f611179ed17767a6d8df71cca7df98e0cdc882140733eab5d1052a9088697a4ec7a81989ccb666742f126e
0a6742bb-1adf-4fbf-96ba-56e0b5159343	1	\\xb3c35b29ef89eb791e081bdec3b9ed0a8e2cc4853fa2819c098d8b058072fbbb5abf168234c727cc718919bb3432b37a28913e45c63403e7d053553b85a5d059bd20f4114ae4b164a97ea6516daf47947a3acd5ea4d150712164ce5cd33538b9ae19470ee4f7f60f161627ec08c728e2ebf834e5b6596233
2de8a94d-0499-4072-a73a-3ee5016ad979	1	\\x489f60225ebe3e2b7a855fe4656092baaabde5f1e14b660f04b5b35b03205cd3502a4328920ab42eed53ce40d01abe4dd15670e73fca8b534e609d973d49912b36c795019ae120f3c9b901e2dc3553b6561a10064bdc0b037a2298851ef9e73aac5f87012bde89239e899308f6fe7bda65788f750300b0be
6ba2fc22-342c-4a0d-a051-b04976083bd2	1	\\xb78928715427138c42daefd05eb072c28e00a501712a3eb6d0d755ae970173ed6d2487ce6dd52c5ca86060b21b16be7c7c874566932e83052f00f579ef04e73c4479b2db0742df631f188ffafb9d51ab24a2e4c0d2e2b9aafab155fbf15cde971978920b96d884a002c24cd83e0fbd91ebde1830291b10cb
bfbde818-659f-4b22-b464-45109d685b2b	1	\\xad9f00035d2bea4242d6abbb24961bdf3d74448fe498a6e3631f3376877b2e3aefdf8e4b1c9cce8d42ac16ba78222d5cf698b4c18410311a58cd99c11b7dd77a111c14864dbe9b2eb058b67261a59285ad32e110b5289e78cd24f98f72bf7731a8edd80250d3628e9aff7887396ddaee9c2650134a3eb224
f187c61c-e248-437d-ae7e-81d3f6d7f4a0	1	\\x35a75911c6483558f1422279a2262a2310ffa934f069621c60c5d3f13bc60ca58603878d8ec033e96d35bf30702dfef0395cd5da118584231df54d3809c943ea0a31c7c2c099727561cc6082a915d3cfc142f17883805ecc50867ac3d78af20af711652ab3772d2ed29f5d1e3f0150fb98c9a56538f05c40
1558ce9d-3e3d-43d9-bed5-05fb276cffff	1	\\x846ab8730eaab82c7d47625ab57c09006028a74870c260465c66cf19e516eef8724c65aeeae4dc970914309275ee765369859380fecf8c574bd44907de7622fee387c7ffc94896b3fec3efbf6fec105fd695a85801052d6d7ee043507b1f84f96107b466e8f364e061a0274141cf8b541612d752bb9c9af2
2a6c2a97-67df-4ca2-88fc-8b7a197bc68c	1	\\x06b343fc2c09b210012c5d7105bfc85a1b4d1d7c4d2b868fa8f7fe98b8dfc035da0d7639177bce7429481315b5341f69557139203c70dd853ffb35b14c56c1a6f87484e75fe0c0e36e4b989532c8b98fc83b33692394f50353e021d68457d1540ab1de9c61cbcd4632ffa2433c4b83cabcd04a5f518d3f94
8e32b68a-2635-4a9a-be7a-27823c706cf2	1	\\x75084abb7eccc4d8033f0c65056727b35c17fd3dc41ffb472f4e31609faafa1f8871c5c44409a62ee6ff2c0be3089e0708f84062780c765456a51fd42015333cb2563ea5fea154480dcc81665df3c79edac419254c4d4d64c6fd89b65ab52ba1d97de5862a8448600a23b3cb6a22f8b0db01dfdb0c99d278
3866f6f8-e98f-420c-8526-5e2865bc7148	1	\\xa073a1786d0e5257362f5f2725aaa884ac3e7b753701e397fa3d17688a87e90025c7b81f78321cf86d754a36e7031fde9e807aeb621b6cab4ca59dff4021452c05d954e448a2ebcfbb3698a7e53aa5d7cf51f3eb477f2b1b4d42314ac496cbc3fa9d5e614daa6643001cf568b817d5884d9ae167a014fef8
7e03df01-ac9c-48b1-9eeb-3ebb52a9d14e	1	\\xd381760e724243f8f354120d8d9f1a5c118303f258943084579a5e02992201634fbe7ece2b356b8374e8735dc64c669e7154929b5287ab8876fd4973843c99f5f5afd6eb932972bca730e13d920b60c1bc94764328d41c4a13d3c4ada85314525866ccff9f5c67362dbb7d840358a5b889d51c071e3686f7
3174ee32-93af-432f-a9d4-073709bf6ad0	1	\\x049505211a7aba9dea8b3bcd296978d02c8c16bb10738e8b829969ad238d9b4791f834f92060c094507c4b33bbd36d4cde40fd008e3d1d826225d397c5491be3dc7cc9a2d3e94129a7ccf2416fdddaf177899299a8798a313be6637fc3ae7f6302b3361ebdbf0589fa57c6c3a417353f5c1902d07a075acc
a440541b-77eb-4ed1-b094-0efd4a93c8fa	1	\\x2ab082a83f148a40fef40b5088db55ffad910602cb8eb939e5e36dbb62bfcacc6ac450744438f1cb5ebea1f5ebd97a188c0e3e89d8da1727ba4dbc91fdd6d62934f78652be30fd4a601c84d17d5db2faae429ed863f372f032f3d7837e19f2dc6ab913cbe52f69f7f4a9ca779bf2ae3ff006371df9154553
8c807cb8-cd8d-4d45-b15f-602db67e3fdf	1	\\xa12d92bc4f977481f91ebe85dfa6868f31a6b60aefa650904a640c190c948d07dcc1d81320adb98831694434ed1996e7f194e7bc9ff2cbbd2f5ac9e94c2e2b973294540e68e5cb6bc3133e87906dd7771ea0d26d6ab861ad3df703e13a5322027a6b31199fd6f29958dea8a8bdc073ea048f157f31a656ce
a49f65af-46b3-4c5b-9e47-ef8319143c05	1	\\xc294e303c0a0840f7d003a6c5a9abc7259f08813664defd4e9ac90f05447e725dc1175af14d5826390b2faa4d84c516ca21f55667166061e991e6973b98fee7d5bca00eaa4a1527bbb34f447ad21e75637276800bf50620526d93e53bf07f782ea42008b085078ba6eaa1daad00fe542212b1926e015800a
cbe3d2c1-c1fc-4e33-8b4b-630803acc677	1	\\x9f8f94cd1c7013bdec68601a03fad4846d648489fc1e82083943ad95ad2ce4bae0aede2630094014f5d3a07c6167a8b08c06ed436e3476457f39bb8099e78dfdb975c6704c0d457dbff851a02017aa7be094aac5a384063bb4564c95fec8a7abfad819dd1b2d855876b29847b11c91cc8874a3fedee195f2
daa573d9-376b-417a-bc59-62d34d3e9493	1	\\x9d64008bae7c42221a51c16038c626347b57775f0572269636510f81a5e6822db5bc87ad46ff4eaf6baca1db3e360f8e81fbcbede24540110a46526b63bce3dec87300d3142735c17a2dc57980a58d65799583c0a22460ea114913ef213a64c572fa41c6ef7a2ea130f4586fa215357b87e944a591963890
db78673b-67d4-470d-8c08-4ff9a71adf51	1	\\x43ec1adc239ab49336716192e3bc27595222768f67ca48c6edf0b038adbe08fcaa46d1c7756f3f6be3442dc111c7cb6cf2e1f516f6a8706a999e154b188782d90e052a173409c96c2db0e2ed873062a553dafabca3f35c7cbaeea0faf6913a17958ece40fe064d43029b81a25eb785e461cfc8873b8512b6
d33751e9-5330-4827-8471-bbb58258ea00	1	\\x4e3332deff1ce6eefc09f3039ee8dc1689bd810b6e149dedf34acc66af8f2c38e7e6da4cb8f6a1b69467eb7365b5631ec79ad38c8f345e6ffa69ece5cdb92572681bd76cf4c31202a55c9091985af2288ff49f169be11e7916c5bf9ce42c588b48b4228ffb29b60cc429d7970835903da926ae75c6fcf663
15c61fe4-2029-4de0-a7fc-4ee1e5f67f5b	1	\\x5ab21d3d7daa9e63e3910ac7a51a8ec1798cfe03d21eee1ae36322b1bdae08824b4db33808f962ea7514ea303b0023edafab5d8591b431ff1b606f9b9e0500b0f3dd611be2a0ee3edb2740e148a0380a9eda917647f8701a43a5750735adf7bfd7c24f4c44e8f56ecf65f76e7c127f3629ad6ce97809d077
80f56237-5f3a-4704-a4a8-87ec3f8fb6f6	1	\\x65fb077c8721ec799b3ca1d6c68ce2870c8d4c5425344397a0fabc44fe9dcb69eda9c96a15467f448c70882c72aa26375a1b8322bf9e2aeaf26b1653728695e49c23fd86695632b19560ef144a22106582bbe5e54ec80620718d5276cce3ba20d00aaf4ba15a42d68b690630cea0b77ea0dee1e5d53a5855
2ba79973-d601-4a77-b123-a5c3592f3d04	1	\\x22b923fea3bce3cdf980f7dcbca03ff5beb3d85a70da67ff165fe9200511cba1fd1409567f291107dff1bc884839b57a8d4e7de94a8ce0dedbd632ab7cba347cd1ad2da1b2ea9e50b0a416ed11127514fbfd8a5d8a2e08db4efbc04e1fee7f15428f37a104d64c9e1ecc918426937c0f8f183b7ff302eedf
09ae7ee0-e8ad-4243-b059-a378cdd00b60	1	\\x3c7f4693d9ef2c4a83881608e9d10c59224a8d6f35f3b8a957ed859c3a1141218ed3400d67c91f0c40637635cfc0902ef561054b627596c397e2669ef467e396f6a73884978f6a3aefc3c0e1db70219a73797c77ffa3529350f07a9691f204547639cc792e69c3c295bc7171fbfa0e2d470ae7fd958326ea
1666397c-e99b-4a80-90ce-7433467a9ade	1	\\x5937000f2bcca8ebbb667b9ccc87240917d24401f9efdc1d7561950cd03c073443fd03a8d23343b87a61959cc2f7d3f8acf790a70973034c8c6fb2c796eaceb1d26fe8cc31d3993e0ffb39f3dcdfd28d15647023f2321c6135c134081a8abe95dade53bbee5f5fc2e285427ed48d512f3a0c483b9d7e8915
767f8c53-9ab5-43fe-86bf-b55a6adc7012	1	\\xc733169bb1a80c424a882c8028d84d910d911837b545b4b191f56ebba8166841d00f7c08c2df83bba620cc734a55284dfeede6059fbb8195053ec9ecbd3900cf24927fecc79e2a53580cc9e0319d438158443093a95168ddb45e0e412f72582e1e1b89fdb2cc4aaeb9957641538fa54c214353fd9776a683
27399c04-3b58-444b-ac4e-4a7781202d7c	1	\\xb0b29de698eeddad030f22a2fba7e5ee1fd671171f6d2ff56173d28afc2cfd2348e6c4c3f38e9d5347a5c91bcaa62cd3e3dcb1561a8cb441d1e49005d43a4da9c62b23995d8dd55799ab3e87cd9079f0f7a72b632721656612443bc900931f7086877a9b73345498c3361d0201077cea0d6061f33670055d
f0aa1117-532a-43ee-babe-622349c851db	1	\\xee3637899faf4684fe68d1097dc9e04731bba20b3c2ee74b0dd40398230e53cb8ae6236460c2008dad2ab3dbc555084f86e20253b2ac86c07599afd8d7ca5bb8a13c97f7d61d38150d8c731b77b2bd62149d3c7845a0bb70d378da19c98f18c6e784f696ad87539091899652fae9ded1101391c00e12c16e
7f7b2afa-1018-4e31-8171-1cabc2e2d799	1	\\xff68dfc322413517b98627d2fe13fdae0e5c0721e419b8adf372bbd0d71179937bc640d3b2c1e993246340b0f6564ad27b7bb00959621966e0750debe2c4e92e2d6a07a14bf6f756f5e37225e2b5e52275104607d1ead6f5b20ba3008695299127175f5777201b769f0520e99302d40962853504b70f14d5
c737f472-4586-4eaf-b08d-8e3fb2cf5bf2	1	\\xfe149b36ff25a1e6e574fe79b5f9dab78664ff1e97554af68eb8c3c63c9b30169fd0226daa763dd07aba3ead6b719c7646a0db20d824974142927b501fac09b5781334bb71bf7a4f1426482f4fbd0e7c92161311e3a2976ce13f601d934c0881fb29f2041b5d72a9cf403f214398dd24184e0f8540575b6c
b8e16f89-09bc-4210-b8b2-ff195f2a6a63	1	\\x39ed3fccf093f094348a15616efa9d8271ac81a82fca76078fa4431f2ae537d7560f97e1c675edc7e3c777116cd15d045ae59257357645cfa98fc1e6476c47dacaa9affa865e89fa61417dc9f86f494c5d7243e5fe7e83b82c2865adf63fbe166fb5d90929f10b9cf29af93bef9d3e29cc05792b7b731f77
d7fc330e-72f1-4b70-8e09-aa329009e31a	1	\\x42dc36a275e908a639b1baf10c2043dcf7021ab45d0124140f6e4fd4d4e00d68c31d9404d73b18d3673a7786bb84cd5f6cf7ec36f28a4938e1dea5a32b0e7bf018438be2763df20838a2b01880103f57acbe43e1a5fa99ea623a1528cf730d136c56a948a700326623a39a4a60dc5a3a99b066ab709d9058
ef399c61-395e-4fcd-beb2-ec81761cf795	1	\\xfff4a7a3c7839b5e4d352805256599cc00416bc214e3dadee4bb17d85afa9def0341a7a9ae5311b7e6d3919496398378f19cf34cb4a91540cd8ab657813e3d27e34a691711b28293351612a3ac854662216e8920ffe01f10734fa572d29e506bb296d393ea9dbd159208c99b3df84ffb2f1ebb8d475e05b8
1ba907e2-1e1e-43be-a7c1-370efa0bf7b6	1	\\x714e6ff282fac513d4443ccda62a00a6db9b638a866cfacf6c85f9752c878e12f949b0247c1a7f74faf99ab92fc7823077264fdd18fa85fbfc1afd7e4acbb78298e1ee962fbe527acd28acea9bb87c8e05afc50322ae0d12258b7381c8cf729c2cadcdb5b825d18944a7ec61069735bb9e3e68bb82584dbe
ff003fba-e522-4786-9736-195c62026f92	1	\\x3a191e193a1eb496239971d4977ce04a21523b51be0025b21523498d7e2d8a827c53567535adab918f0f35a9f067a144bbb6224db173b32b80a248a0a493eccb6194b5f5a3fb3e7ae738442520a6beb629fc49a69516ba842e50c61727231e51f68b1ebc1bc770b3feee061989bfc51231173d549a3a96ec
ebedfbfa-329b-4fea-9981-65145926d424	1	\\x677042ebdab820df93df5af943b1103d03aed276b7cccd50bdddd3d5e41e27f8be50c5bfcb5e26000f087c1a144008aa35a8ee3e17b95c7e2ee0e4f916175cf67104db3395f60ed846d96494ea8923726d3796dc48c53cfc144612f20443d9d9ef43b9dff6bbb2130a8c313655865beafe1ba4eaa828fe8d
613f6118-0c26-4562-9220-242842fe5099	1	\\x5772b9536ff07cff905ff1292cbf0f29f1bf3f7d87c96f1704c09c929dd213609c56ccd065f65a520909b0914a14b4716365325cbea22dc94512f926bc1993a7791b568e4105efbec94384d3183c3428d5df78de2d45fa48c0587f50daf3d06b78eb045310c4505ab23cbebf98cc78d8bc6714ab5aa63c98
\.


--
-- Data for Name: forgotten_device; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.flight (place, at, provider, outcome, trail, sealed) FROM stdin;
\\xa0e27ecec274b5a0ec9a962db6c6b58c8797ce53106d4eacd03b865550a870a1	2026-11-26 09:12:44+00	\\xbc0bddf3bbf373126e210f9f4711753aa9af880efe00aa5c6f2db8656a7366d1	refused	\\x6d22fc07a27f1458f708dea7a11455ac7c1e2b253aff708a04c17742efc920c0	\\x3fbcf86574d9e3b24552002191297aeede2bdede0c13b232cd3b4a2e18497a4b2c323fa348568d22604f398e7c86b0b85e315d05789afdb7b6d88e2c68074450631cf8585bb46cb1e88147159f34a1b6a2d4611ccb62305e6615edb56539f53eba6d751f160582e8c9e4fa01440887c5989d10af30a522086d1c76b2293b7c1668d0abaee7f802b2ab6eb8eb7b77a5fe3150276023c6aa454596927cae1dc83866e2cd87382c3c8a7e9b45faf0b5b3c69731e88d35156b21397dece0f9c3abf488d166698fafba4f786e6e42d049f609e8c1d6b32e23832e59211fa25f3a385f26f8374b571d1994f942effcd01280c6c97007b5091e1e34ee16c7e49278146e252f85899c9e01f789ea3f2693a4f6b1d601ad2104d6f105b6eae7e6bf70a8aea6688b0a1143dd5657912881583866a8c668d4acce79127315ca0c3ed71fe65c64fe38443b63e0d79b53211ce69df619c4ab58f65a157f7746f7c66960917d48845d217410f928bc8bebb91c1977ceee38da83bb5fda11a24504070bc0f900ce1e389bab5fff2386b1023b4fcb75bdb1adb3c87257bcff6d99c57dc2a8e9331cab9ade1626c0794a3f67ded99ef5475404c5b18947207e72ee3edad98de5e381f1cd8f61342100e34b9dd72c248f622d040f57aa8558328a0c733de20716f05a80b328024b4b9d66b5306972b139ca68beb34b9928cc607554c1b421de16078f1147d20ef8e5a08f324715c40a00d8b9a7065ed7259aa22fc1943edf2e18283bfbaf28fdbfa0bdd6a319b000e10a63dd0d1b729de315249aca34c5c7eb597963835f454bc2a1e746ed1c666da806973a4f1669c756bc8e7a749f0c2403e9197a9434b9b470b1b9fc279f9036a184e255fbb5f7cc02c605af73e71a6a3032bd45d223dc2871dd7ce164f59c6c9b9ad0af012f7b713d439ed41003080c77babe8dd11de0079b0f78446b89daeb7f6837c1d26ef4f2dd9ba69e909bec37802e008bc4d639e7053b9ad46c0a8885a1ba4c1a2c41f8ff9c9463383cb29c09756c7cb7fe634d00d7e4214116d23e5c1a05efe9f4bd840670f2399b9694c074b0f505dde829cac04f47f25911df7d74d2eb4e33c81f2359469bcc953eb6630de36dbee0b0132913db9fc8036616bf8336b2c3ab340df1fae6c22f40462a1051fcd9768c67640a0b36bf4f58d33750d7b5ccc30a1fa4753dbed34e9e802cb3de0c93f12e0788f1daa5301a938788c86adbcd60d814cfcf1ca61c67b4c0c2e96104461ced1336837a19931a4ec4f7d09ca58d0997137241ff6e27d1f9fd6e75e0f9fa613ae5de679c36f45e275119fbd5af01751367143417640fdc966b4bc5a1e503d13b54b23246ac320c7b94ea257c2edee62583254ca85933fcb771d0d415776c371c33e938067c1baf407ee6468b687047d262733e4b115cdc0cfe326a253b09d2d24b9e978f5bdeabb7258e898289137c2e183dfa4bb1b281acba04a19dab36c2763dadb1f22f7288abdcb5b8b55f450379fbdf37e4e1d38b1b8f497d46853132a73bc86a0bdbb38e3fcb832a83ac4cc180b9eda132f659e21cb714098a5fa7a5fb0c5a8ada38d0f4be21bb92b8b25968f95b947fb680441edd593f72e9d492b1841a6530feb68371ec6d5874a9dcc77679c4db8795a8c4ed58ead7baac7d4d8633c8f8698eb8968f53e73169b421fd56fb
\.


--
-- Data for Name: flight_key; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.flight_key (day, under, sealed) FROM stdin;
20783	20783	\\x0422cece29756ee6803134aa669a8af2487d24abc2f6062e94e335593ec76cd4aed641aec104573a78ac28f7840490346f58c2283943b5a024289d65d1b862a5cfeb37a1eaa39835a81cfa4d8b5a3865e2080baadb31e440cda8c0497c405f217fdea0b4
\.


--
-- Data for Name: flight_share; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.flight_share (mark, place, expires_at, mac, maker) FROM stdin;
\\xb9fad415e06b46080516421db7b2d617c4dd67181579448a8ae3f36310a96883	\\xa0e27ecec274b5a0ec9a962db6c6b58c8797ce53106d4eacd03b865550a870a1	2026-11-28 09:12:44+00	\\x2a20ddce682029efc8afc98f5b59de8c021c3f5dcc5e8216debb30bae7113dda	\\x93b0fe8ef7976b5dfc10118d58824f34c7d475990d87260c2eed578ca5326d1238e1195713ebf509fa252b640e10ec8a569f87c873dd2b6d2eb9873605dfbdd73bbd416f290924e67b9c3b7178cb241815d1660cfa3783cc84acb7fbec94511a38b145af691960914178b90e225878646e0e494323c08ac05f2cba5bbc10db3c6a469c34320251d7452496eb8064a4e6365150b646cebcc873b97211eccac07c281b42f595b29cca773eb687785c6e76dc549970d6fd8f5ecd338ad96794824c138cc197a9fa3294b192dd68bd34c0c6093dc859777ce228d2ffb2555aac63fd746f1973ab4f46066867de232ffbac5f02e558febe10975465221b4dc507e9f52964972bb8e7dae3d49da339bd643c5c0cd876ed549e20884fa6729d150000e8ec
\.


--
-- Data for Name: forgotten_device; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.forgotten_device (mark, expires_on) FROM stdin;
\\x7d1f0a3ce55b0f9be2a7a5a4b0f2f4c90b6d3c1ef8a17c2b9d5e4f6071829304	2027-05-26
\.


--
-- Data for Name: seen_request; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.seen_request (mark, expires_at) FROM stdin;
\\x3ffe49296ff6f454be18fc31f18271a4efc2d90ecf8c0f97ba783a2330ab0f63	2026-01-07 11:00:00+00
\\x45132f4a6df9fc08e47e229a5cbfdd529a6b534a22948ac516e16af267715e76	2026-01-07 11:00:00+00
\\x89a98e5b33bc36f53e5bad2bdf4076eaec410249f321001c6730cccce880f570	2026-01-07 11:00:00+00
\\x47633c9607a8b3e13e5e04a2ca8ea0ba86ef331dd223f2e73bca2a6c1c3d098e	2026-01-07 11:00:00+00
\\x0d0e68c2338cb2a956b1387fbf4d955daf27c9f48b28a5c2da53c650a2cef533	2026-01-07 11:00:00+00
\\x57be6b4269df5587479ea162e3422e7cfee02f51edd93274a25b5455466e9f2e	2026-01-07 11:00:00+00
\\xe322c3e11e25b74f2d69e30792e51b8fa93a7b0ab32a6910a9e08ea650d6f0a3	2026-01-07 11:00:00+00
\\x3fc4a896c3e6dd2e8b26af2a64618825550bd5327528240d9ef0adaae5d519b8	2026-01-07 11:00:00+00
\\x1d7af78c3c11c67c0d24702c08a4ca4671bde5ccd70ec1ad97e7252b89303eb3	2026-01-07 11:00:00+00
\\x9596be5520f9b217766d612e0344fd744c9f53050ca5de66e878b11db562efb5	2026-01-07 11:00:00+00
\\x4024911120e662be60eb2559cba4c765d0522b9c938445ba8537bd69b2b06f11	2026-01-07 11:00:00+00
\\x78bcf26403550fcf010ce68711e3e730bc4cd3d9f08b5b0232338ea9e8211dde	2026-01-07 11:00:00+00
\\xff1010b3d63bbf7d719c14f62045270044a7232acef00470608f6bfca60424e3	2026-01-07 11:00:00+00
\\x209a9eea109be5b003b8086a84380fad3bed0e87c605b41ce6fe19622a820ec7	2026-01-07 11:00:00+00
\\xdfa1eb48ebd833f78d3b3fd3b5945e08094b79835fe9ceed0dc5ca5bac80ecec	2026-01-07 11:00:00+00
\\xcbcbdc4e6dedf8ec9a8780417f0664fcda0faf3c334e669dd0dfff52f4891239	2026-01-07 11:00:00+00
\\xe41a652cf01f31194ff66ddca3b9ade4fc616e1141a68877e56e93ddfef24361	2026-01-07 11:00:00+00
\\x391013444b26d5f0fe28da1e1c560819d6c1639c97f8026c297daa71957e1802	2026-01-07 11:00:00+00
\\x7b33c9c3b0e2333272e6733b45c264b4148932adc8b2bcc43e8924771452d140	2026-01-07 11:00:00+00
\\xb0d19cbea8e28fb89b54af5a4cf0f7d2dc6cc20073e04bc8beae60c28fe7ae57	2026-01-07 11:00:00+00
\.


--
-- Data for Name: subscription; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.subscription (org_id, entity_id, version, address, found, found_at, looked_at, good_at, fault, dismissed, mac, next_at, held_until, made_at, why) FROM stdin;
384892bf-f4c6-495e-8f09-f7c6a0cf841e	https://portal.example/saml	3	https://portal.example/metadata	\\x3c6d642f3e	2026-01-07 08:00:00+00	2026-01-07 08:00:00+00	2026-01-07 08:00:00+00		\\x	\\x5e1212ef5e26491b8e3175125dbe59b7cb039bf6b2d5d227210c1807bae0b00c	2026-01-07 14:00:00+00	2026-01-07 08:01:00+00	2026-01-06 08:00:00+00	\\xb0f683ac31ea768d38756846c4abee0b132e581602dc794cb6bfbd574626df6cb9e1336078bf8d7ed20e668cad3886d10ef2ec5f23e35c343cbbd672cd14439a9a014402787eb1a6b543c19643645d5051d792f5cdfdba64ab613ab1012eca1bfdf85fd4db383f0fa90f5d97f6a58f143ff6b81a00e8f3659809758acbe1833cb3d59707a644e98c29509d05e77bf93d715a4dc6f3b3b1afa8d1c019e62798e0d05749cd53a93fdf1829ea5647179eb5978b6f00088cb1ac8f6db1d9dbfd50f736f6004e04123c8abc77388eaafe4db25682bf37146dbc60831fa3d06bb7a6250c7518c5a0fe1f1842df9631e852ebed641be8dad8194dd8c2b0136bb169599262fa99cdc13b220cd6c094f06cb132acf550f59cde6f6fbe0f63b4f43b058afc50
\.


--
-- Data for Name: partner_link; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.partner_link (place, org_id, entity_id, made_at, expires_at, mac, maker) FROM stdin;
\\x0f3cd415e06b46080516421db7b2d617c4dd67181579448a8ae3f36310a96883	384892bf-f4c6-495e-8f09-f7c6a0cf841e	https://portal.example/saml	2026-01-21 09:12:44+00	2026-01-28 09:12:44+00	\\x1b20ddce682029efc8afc98f5b59de8c021c3f5dcc5e8216debb30bae7113dda	\\x1ff096bc4d1b261e6ec9cf3a34ee4328aa98fc2810b3bb75e2f022df7b4453ba0fb999977feaa10b2af226dee03f83a1750e43f7b3542bf1f67e6ad0bfe9c93a924b0d84b659da7b80118f52dfb11b9426be169aff6bf9e3bc1cea7ed3cd06e1f1e612a56be7be216dd71009c73a331acbec43b5afd18b36c19ad5a40ff029a01920f27f35f977c1b6510f9d2dc8a74af6d247c406e5464b5c420d002eaa835e96b609f093f5aaa8c716d51fbf787682acfd3d7c2fa55fe5a9c895a89f16fee8bfa87f615f51849378c54c006456461f101b5941aaf7ed5159720ac6493e9b872f80aa70d9a23775543e6d0aeea02eee04fc1ff3ca211d6427d96b2da603c6fbbc4b8b31040ea5a4365458f4b27d4c3076e097cf611baeebf139eceef4c5bc3bd3
\.


--
-- Data for Name: service_provider; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.service_provider (org_id, entity_id, version, metadata, released, allow_http_acs, added_on, mac, name_id, subject_id, signature, encryption, skip_assertion_signature, default_context, fresh_within, listed_as, changed_on) FROM stdin;
384892bf-f4c6-495e-8f09-f7c6a0cf841e	https://portal.example/saml	1	\\x3c6d643a456e7469747944657363726970746f7220656e7469747949443d2268747470733a2f2f706f7274616c2e6578616d706c652f73616d6c223e0a093c212d2d20615c62202d2d3e0a3c2f6d643a456e7469747944657363726970746f723e	{mail,"given name"}	f	2026-01-06	\\x9e1212ef5e26491b8e3175125dbe59b7cb039bf6b2d5d227210c1807bae0b00c	persistent	f	ecdsa	aes256-gcm	f	mfa	30	the portal	2026-01-07
\.


--
-- Data for Name: envelope; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.envelope (id, room, opened, state, expires_at, mac) FROM stdin;
41ace72e-703c-4eb1-94ac-28e98f844925	65536	0	kept	2026-05-11 12:00:00+00	\\x2bc9cff13c61839062d234b1e6f9d8f443abd449f9d9d011904a0894cda92af3
\.


--
-- Data for Name: envelope_key; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.envelope_key (account_id, generation, public, slips, mac, inbox_version) FROM stdin;
2c6b27db-2445-4464-8e00-0e674e6e83b6	1	\\x09b8abfd757842ac4614a8d6e67897a4a52f5d9e902e1f2ec4eeb4fe5224f07a	\\x4ebee1758247221ff3f857b30d6cced12d60c477da21025cdfb7ff884d46fc38	\\x210d911b2ba9c9ad9d7ef108cb332d4ca55105f6837187f8f15098f1acd8ccf5	1
\.


--
-- Data for Name: api_token; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.api_token (place, version, verifier, held, label, expires_on, mac) FROM stdin;
\\x9b0edb8482cbb8dcd58cdf0a605e274de0391a07678f30a70e3e99563d0e72a9	1	\\xdced8a6e7f106110fe7f40ad059481c3b74644b7916c33aa75a12243aefc2d9a	\\x013e5fe89ccfab39a81b8e79ab214d61f1eb42c1b82cd45dc3a11d2a68b68285706b19c35789c7be57b7db417f922ff2e249bfefa8612e75db25e096a26aa85af3cfb786184c2107d77873ac83721c834e94da9fa47c23158448815c73b286a3f1b777bfab04ef52775bb099635a6f940396edfd8b69c336b122ef646a14dc3bd7f7c2e4dc6ec9ce3b00ea39ef72cadecbc0ea81472c85358a14c921ea86abbd4fdb8db95d728e99fb281d8e3b3991506b21b035f74b3b86fe9ba643205ca77975cd627f2510559524e7dd703b0609d5fd4289851e62997237e35fd0bb23edc3f2fc4f6cfa247e453307b3365a28a647eec8c9ccfd020ff756cf0d604b6459abf88ab914b07beb0b677f16fa1b0aa39ca2479369d2c46bb40c01bf48ad3423c9b1d3c55a9007f37fc1ec114a9d277db851d096d2cf6ca3e3ffa58adca496f16056513039e31ab495f3e483ab1115c9acdb35b64b2d58ee8526250c72c4117296d73c0201e769b7e1fd6ee4b75ebe8b78690d7e2427f40fc10f314c9c44278bbf074ea4358616815c80d25b63e119827bb4edfbe0032d582aaba32cd4bd833fec77045c1757cb63e57e21cf8e98784e8f88828ddfcc84e9042b23b8ef8c9210a3289c88591ba9480dc14d65f16bea7e4b32e53f735105d054e65e7111bfbb313221407219ddfae9f29c23320e344229920f5e8039068391423677ff8a0a00ef568f3843c622d323e308f5a66cdb13f63dc9c529630fe4c71497ad29d101a145281d7eede4aa225c052b962223d40cf900be2493892206599506acacaf2d5a061f74a0a2593f9cc6c468fc139b24940a4dd505cb81966ce932b9d69868152b07724776774c28648da82513ff74449c5b02e6042cf083c0a41d3874cc0c39c95743708b4d5b167d80160592915d568435e131245fce449bedcba1e087881bbe660b9a7bfdc959e326ed6a5ecfdb512813121bffad596b5a50bd833df47d8cac8215f1150f7b117997186fcfc7ed8316437357660aae52b034d7f5fd17a8819927f37255abb0e60821c20b8747441017a6a1225701c819391156abed60f719eb0ca0c428af0b7886a99c541adcdbf2a64694ba285422d633733d583f2b270c9a75ae80d7f565d1ecd9e24bd1b6f3133e028888c021b4a3ddee1bdd8730663c6cdace1e449ef8fdc16ec469b1d37b2a146ca6f246a5339f47a787154ce5d97089dd910f800e4c9cc877787b6fc852b1ba01de949f57d4e4e099bbad77895e49d2c61ad7ad5b44fa6c48c5ad562b80ad42724bf0922ca445f1cb38e04c0e96b34414d44079a77ac90b40576b5a241aa0eaebc0b4aee0c43745bee5ed2dc8d326fecf92a2105ebd51a02f91e2058fb8814059755f0db3086721f522e6bd2076c52ec0e4801ecaf6eb1dc1ac7baa673414c62c9c9f35b437bfd22cc3fd41006a92fd4b4ee3f8836f1405e7d9e0fe4805149286b93933987df028d770c37fc5946f0f80c6a3e7229e9dfea6e6d93e94a5cb8d7ae63dbc682753fe3fa3f311ca97aa99f1fff0fafacacaf4b4531d438d06e9df0df2c7d324521ac03f43024c574e06c3660aad36260b3c56b6c45534921950745953d954925babe69cf7c423e5aee6e56851580e15d4e972918c99390a5ce0fa486fea459d08ef31b0eeee55e43dac81edb06b	\\x01b13dfa289609c9f6d9e19461e965aaade022a3207816b8467a55091c9c8979d190dbed54ac73c107c3148a209f7d0077002e88a8aa417f4a8182e1084bf30f72accab452e5417d3f8442bc23b4496f99f38c9eebe53c03326ae25185f595b08c9502a065bd3821f26297a18dd00e8685c2f9f522ad7abc6f97d1003006bd51dbf1cb6fbe5a33befec308ac6f7dfc93247a9c96f0e86c63bda842688bf0bde810e8b874595212c811ab6b8756e00311cfe7c2f83f44813d2d93ff4f3a2d198798703f66aa2a5486e817bc542ca4d9a597d43126a241f273caa1300ed35b892a0840c97b9212d5393a503deb31870a78d7a09ceaa4bfbf601d40354268bfd3a2ac0f58989d057e6aa92d3a1fce02d9b219dfc6ad384b82143fa5b451dee313ed9588a3b5fc53218953ff1aa454c30d32b028d60057bfc4abd50bb8db62da24efdd43945386837e469692b7561be43526c11c5c3cf05fffd821a53f6b69131ea009f6f8fbfee786c78d86875bfe630792aac4a1e8f24732d8a76ca21372fd88f4cf88cb5fa836b2c03cee3e3f336811389f2e8936e6604162492ee9e245760308b6d0fe483051d1a8617f56236ed6b7b08912de3703f692f77cf7cd057039be19a996dcc729500374f90bfac67242ceba36905d6aa767d4dadd3e63c5836135d78cf290f684e6992e3eadf745cb9ffbe95bfda9824a41f6190b6b584e15ccee2510ba2b8de9979b3f5f8807d7bffd2fb58caaee37854bf0d5348009e13d4ec6ce8f03a672e3b3618efd0b1d7630e420b95a88479a0aba1a2e1aa5fe69fb9cdbc9962441504248e6e4dde6a16a0eb9ce089861734b47eace8a38f54421a31c7982a8ce2b90ff7b8e6fe564e52f9e976118d86171fb3b4172cb55c0fe70cd4fb13b40d8762495d35699a97ceae4483a9f3ec3ac38ecdd235bded231948ea7bded30760ad454afd827935b350ff7704aeeab2c26c7d0427195b3fad4e1a7ef9065b7d0261a740382ec7bd9061bb21463de3aff	2026-05-11	\\x78620bc573d837e1dc0c91de9d8ab8e0c856398a73b0043cce5f99aa973b89d9
\.


--
-- Data for Name: envelope_slip; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.envelope_slip (place, sealed, expires_on) FROM stdin;
\\xb9eafaa756ca90472cb1242c52f48ab9d8e196d1a31e11034a58c7fe66e3b199	\\xb3c93d425c2d8b4f3451f636b4834e9232a4dda3cda7550cf6a5b42c9d94ba862042b20111369ee929d25bc29c1ed939f1b8a4972c1d2fcdc9c728cf1f65f7d467b99e2b69843044cba57ed9d573a4b08e8be28c93676fa85ff8ed04c9db68d987bc26a3d19d8cdb6ee3750421b3f69b1b15cafa9435cc8a9628a183c262ce964cdd0d8f71104ad579c6795c672bca6de88ac9b61c3175f49a6a0e12ae72a3724d1c78d5b71123d2db170484bbd037bfaf8f3ecedbe7f9a2d830e5113048520f2de8afb565d3df09ea63fe66c53a30160309689618d917614d9f1c78d9b1479b3c50c962d12cdc87874de6069358455bb8ad7f1b26291b266baa456f6bcd3bd29001fd8de89832d9f337f7dbf965f99c0e66788d2c91e4991340dde86a0830371ef8e398a2716d15b6c78053d15c0684520fa819cb2e6e43bb9ddda59ba8526bfc877fdbf68881750fd19a433508d24fb1a0d42f4aaf2c5932107f852be07e1e59641514d21efaa625b34642d6034749613bdbb1ad7783f98f85320f49d1bbe12faeeafcd4771cc5a790dd31e887da6d4014f5b71b6a40a0e5a122e443565d9f95cd33881ad71ca25ade4a81e4d724dbcc67cf88e3a7238147863c2db47da93f6f69d498837169b33172c45502fc8185b77c71d647d4cfecf23cd8fbd9a116216d7618b7eaf7edf9d062d7d1b9d53c09bd97057b8b04c280c7e8fd50eb825e2ab64ff9dbe7d5db7960cfe06f7e96cfab5b358fdb570729ccb945f024e8a08c0ab78999736f59fbe2cf9aa0953b35f3d133c860ec3305c719108b939640727c31758b16d54cf42e23e90c15fe53986dcf4515bdd48e53d732874e9d8f89	2026-05-11
\.


--
-- Data for Name: scope; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.scope (org_id, entity_id, purpose, version, delivery, epoch, is_ended, former, former_until, plain, is_removed, mac, return_to) FROM stdin;
384892bf-f4c6-495e-8f09-f7c6a0cf841e	https://notes.example/saml	notes	2	assertion	2	f	{1}	{2026-05-11}	secret	f	\\x7eea24f9d449af290408f5989870cbee15dfbffcaf4c51dc23811cd43fe38a6c	\N
\.


--
-- Data for Name: session; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.session (id_hash, account_id, epoch, sealed, ends_on) FROM stdin;
\\x10aa3955185d7d4ef13e21e63510b0c00fabe80aeb83533eedc47d3501943e4c	2c6b27db-2445-4464-8e00-0e674e6e83b6	20458	\\xfbf29d734451e8ed5c46bd0cfb764a70355e420d9a9001dabe5f34e025ee4dfd924a640d6286806922dc72b9ba931aa534e1f437a959cfaf20e92f105a23990ccf9edf9ba0b17ffc8e58dc587fd37bb0a74aae116f7d75a2593370b25504d4b8105ce296e3c90de67d15dd564a45c0524da2a72d0cb62c09117dfe2c812169a786946c1e478bfb47ea4dacd8079333aae5004d750099f1689cd8ec47ea856256f1299de374cd39a4b6eaa5a9a437b91511da222ed772e2c0b680c6b2792feffaabdb4a7bcbf4926a	2026-01-07
\\xe1b8b7b7800df0dbbdea9b539caf0f40f9836ab76dc235203a4ef6d659c54462	6e4b4041-63f9-4086-bd92-7a6629a2aaaf	20458	\\x3a5dda81cae5ff4d3718602972d1e66eab84d312b3e47097f281594d058da7bba9188fd8f3762ee977195a197ab465bf1a96f49d004f5878cf2789101c2af319ff118ab1685d31ce67b10f85a73e5b945ea418cd32c83f3c080c905e0372b3316204d4036a3788edddf2e4150695b1784855dbb6db0bd1f96f1215377f228b6276046c5f58f8e3fd23b082df67ee44ba360fcf335823d968b7ce8052f2605de19dca88a830ff4253de62f920c56ca7649381f1d2d7ce0e7b6341ed98547be6bc5ad24821fa850dcc	2026-01-07
\\x1ba857decec364548d51799dbbc3449d9b54dd94bd6a2f35bf7a9270c05f36e6	9ab531f6-99c5-4c20-8fbe-0ddf086a425f	20458	\\x82c9b8b75de5b0621e96fd7d0f8ed0c581eb082f556e0bf7961e7c8a943ed0e601f2adbf339ebcfe3b866b5eee491796907361545f0d55c7e86cc3066daf3f0f48f88e56127a952ed67648374e7ebc8939dc8528f8473d2aa56bbfe8210b5a050c7e58f7b8c20adae26a2e7e13340f5c833d4427b43f4f2ffd733b7bb0e1a97d5c75476559adc716a5066fe52b6951384003d76f198f00163b1d6709b948b67f2e92ded4e48ba11303da1d19d6d3c292480fa34d7d2f194b7e1af2eeba2fd854fb05e0aaacdc81a8	2026-01-07
\\x66862348941170676066dc80c2ffefdbde5b998ee347d32f378dfc80ca6fd276	5ad0cd99-5c57-41ce-b56f-d32ba70a3eab	20458	\\x809020d882192c8c5079daa7b3945b8d5887b0a15e0afbbc9e96b0cf3bcc47b4487ba374972831fd3f2861ffb02bd69c6a3231212b70d313550e5eaf46d12dc5fc8e68598c9465310c3c41cce25a2db4b67e7ae774463e44f2fa83f07943b691febffa5d6fc0dce6861388ef0d5d5d5b0752c70e53353832a7e1b27f1a765f116b7b21a94a9ea9e39a1eba93b438b00b9ebcc6a3fe5f28a27c1ac891b97705a3922f7594ef82e0d548bf197713cfeb71bfd00437189a35fa44b53baa7505601d67add1fc4bd55320	2026-01-07
\\x317d1c2ece1defcdb68606147300abda98e707583bab4f6d3bd1e46de4559af4	421d78e6-6719-4fcb-b18c-15d70a17244e	20458	\\x908721ac1f20130e3dfdc733fdb537211f0db30382abf50980a32980a96e4afa573244f29a0a3dc195bc30f3687f52d9eada1c68b2f4ec7aee05f209884917726973f2213404e3d0ceb24aac23ee71337a017586cb05aede03af828e1a276a38c14a58508b4d25b832c2b0c4e37c2302d575157caa359972b513d9a964bb127db602776bb2a036cef3ab34de08e70df8ff4b20f96b634e61cf07f7285c0282c886683ac63b02d3f10ec33db76ea5246b5b7ee29859540e2ff8f42372912e583859584726d8e06224	2026-01-07
\\x2371482a6fe55c9432eef04679bda7420f6898c93af865eb3f711249213b7944	83778e81-7ca0-46ce-8732-37b7c84c0ee1	20458	\\x3428c3bbe1d70d79cdb52bd06268e3673282250e537439bbb77f165fdf9a0185134d7da39a24183fd95e8d1b4faa0a253bdcd0f8b951775b380bc6acb12c9cea7709b8ebee35d9d64bd539ec62e0936587a271299ecdf1e47c966c1679efd7631894ded01d0abcf43cce9f6e0c49e346f2dc3c69e52e2e55295f03cc064a470ee926f5fd52f8e589ce4e1bc5d8e903d1b70ec63987bccfad689455a01da25cad0eb3d58d29fe361b98dd384970601a505fac6cd014bd52f1d1d27b0d55960bbb060ab0ac86431fae	2026-01-07
\\xb2155acfeba3467f6ed4a1bec234b0481852447d00fbe8f2b77468f62b240ef3	3128f95d-61e5-4202-a4dd-d01f0fd02ac0	20458	\\xc3d473ab5ac4f6c4e944f211c73cdeacaf95ee0d2478c24082c1e60575bf6d345479dabf8bb8275ebf106ad0e825b4e3ccab7b4526c96bfd0e5ac0fd7efe1fc5e19070e66ceaa717065b17c875cc3633ba2733af043ca2bd1725c3d4658d94b738064f69f92ecc992755cad7b6bd6507006dc6bfdeed50e012e4c98b28553b9486dd9f6c1fa3751d82b5f4018e6760e606316eaf9bbe7e0058b23e624857172e19fc1ce5d374bea266021b93ca827d41e431a6dc59b5c2624622a140bf4b0585196c04de42dc9612	2026-01-07
\\xab35e40b98afa9ab9eaebd6a1f4883305889f7df5716adc8ac212eed202ad081	0b7de984-bf95-420b-a5a6-e633ca92b554	20458	\\x02b222bb3e787f529467e5af9e9b5962f91990db2560d6b10e2e870938366152f91511203847da10c855855b080cdb7328a08754b27ca6b79b7ec5f392bbbfb53d065993df46d613fc9657c2bf6c564317979440d84f10f6ea71ba9aec733758746ed2e61a4f8f59935bb49649029d8ca404b31eace3e819fae8c492c4e8d9058ee6229cc3931db57feae927524a6aa355051d722208d41190fa24f2c90035a5cefd3ed8da2356c936ccda787205cb3e4d4332427558e86e09901bbe504f353817f1358c83079a8b	2026-01-07
\\xdbc41e6d59a66eb14ef6674bf0a79683aabc5fd92d2cd4a6af639fbbf338294b	7a58161a-9f59-4a76-b336-aeb0680c571f	20458	\\x2939a3ecd627f9a3a65f52c7eaa903ba90dfba8cfd83f92777e5022ac9ea38306f2f5e59e0e35c385b8de869bf0156568496590c731ea58e9121957061bca85c17835f4a40c7f093284e5e6ec6e4a8352d9b44eb22fa0837323208f511ca159f54cadbe526a5428cde2362e361217527794c4f1961b1478ba79835f3b7827b363799698301ffb83fb061b19bb9d00d80c0a891f067082dd36409fd9a716b5ecf3af920e4f09730ab95a08c2e38473ac4472367e847d65d5ead41a6c0491ae2b5e22df703327f3a34	2026-01-07
\\x1d38f6e1f56c3f5f81848f37672b65b6b83898bf930d767d03b15ddec4253248	a79143e9-14cd-4b21-83b3-9fb3b13fcf13	20458	\\xebf3a8bd2df9ba149888f13cdc61f16093863e5955bb847b393387e040f54e40e5aced58eca6f3b631995f87aafe83a447401379806dbc2dc6e31dd9bf293af09f9da995a6fa3680a34ab1c653a1b8db325b55eb1a4f8f4c0d1a36a06d5c127a587b1f19ff73b6091d2f3a8b219d7f06c0210a870522ac9323363a29cee354c1c11fb19108cddc1900b80721230b34fe2e24e9fadcb12b57e3e07cb61f95c88a609a6800ab7115a1771cb41ebbb37cfeedb307b5f5dd8ee236908a2a23d644ede530a491d7b912d4	2026-01-07
\\x4572e9795636191889290f12374f24e62b3cf4876237b773b0d1dbf84574174c	8af670e4-8730-49f6-b022-0e219abd1cf4	20458	\\x7127f3c88aadf9104f3c13f350486cfacec82d56d19be2a0187681960c5a7f6bf131e33aa9c846c6fddee08e74c13a94d8a8609f0ab6e54cfb6e05079b51f69d86fe2b03466fb0b6c0a1f8616ea93069350ab77079f13d83f123db399f0a356bd4e07a1244c4055b91a70d500f191eff39222192d18a1fc5d4cd781e108acfdd4ec00fead2d6c4f4181d47bd0cf32b963350cf67bf07d0258da1734f4a179bb70737d72888d2bac7d98a172b397ddfacec27aa659678185be3bcd6daff50e485b6b05a0fa85be66b	2026-01-07
\\x85d04891fe2ff95103b0f113c45d549dc608015879041b5b836c548e9d94ada5	16953977-59b4-489c-95c6-c6da3b4918c4	20458	\\x6e45872e6030e16d7972366e7314996dbe44b4bc81d7ede53df92e5b7d54646ae807e541f03e940605a55d1ab14b284edd33fb3f891ae656a143976236c26dc072b4e7970be19cd831f27baad74688a3a0235fff5e89b9c3afa3ca8751beb61c93d1b552d4e1478fda33aeee54d95de578cc7317b21592a41b54dba2d3697935474341c60b1d4a36a4ef5753a753ce15f24b67110743470713aeb6c7a3990d63ef8c2c32a8bc52520d208052381b1c606df7bdc33f208f142de24f40167bbcb2d9a011823eb9243d	2026-01-07
\\x681b1eba811bd4bead04a6287925e15039b6006d2a4e4e638e4b2eb9bba5b5c5	931d9e79-be92-44bb-acd1-c4c0622e2061	20458	\\x2f78b6c446ce9493e0a6fe05b84aa5703fd7d418b567aa38f844a883a523837007ec41a8d17fe572996da24f2b239622d11f9bdbad0ab6f94a08de5c4c38c212b2a1faa71c5573b187580a5e564afeadc1d837f44f007ba5fcb9dbf1c6ffde765a0973ab76fc18bfdfb9beeff57fb7bde888988311ec6755d9a44da3e99157563857a09f4207c8f7e18726388c5cfe2da25957667f475a8dddb43df5ddcbf3355c6e3e756986ae648e86a58bfa05cd1f0862c8492aa0d19fa0ae46c486ef079b80b205bea89366a9	2026-01-07
\\x17a0eac680a8fa6dbaad17d31f434bb0310d8d60d53cd0c9fd74c3690640f442	0d05ace5-931b-4751-8bf7-3b72e760f438	20458	\\x83f18ebe8bcf836527ebd65b38c29f5b5ff81a5c0629bb3064857587af0b6b9318eaa088538a2aaaaf060d1d229909a01284f24ec2ad41d2e3625ce03e2cf69c773c841ed6a547edced68f339fb9f711af708ce341b35d6a292161e8bec2c640f290d7850c3ad255ed9433616dbfd9cf9e1c446a019ac6a92ac8de87659bcf8d56d2117735e41050a8a5f57b308ea20e50bb52ae575168846bdddd2f1c302eafbef495599648c7018bcdfb11c72ce3c732a644d4aa03f00a79d2e16b1c98b4cd6f452fbee67ccea0	2026-01-07
\\x8ef4eac55d7cb22c1df82d8ef673c4dc771713611eb129eb3cbc5fed7cd24313	2c362b63-eee8-4910-9b8d-82ae10a0e277	20458	\\x9910d5dcd84c5821d871908259c6a2efe87015a9947dece18c46ff12f7cc449f0af40afe05b3dbc4bc7a1a2d78dfe916ba1240fbcdf1df58832ff9d0852a28854e806d9f1d7cff4369c8d9252aadd7d392c35242fb6338732c97ebcc69934f4962dad6aa03f5652a4706fc714dd4e1d18b1805c9d324d7d12ff8a8bdf2f70f8dcdac83b84271e74b622dcc65c51db7a474b59d7d174289df6d6cc63818c78d8582a34e7752d33833ccb127d7f09d66820502e670c42472b781f8e570aeacb862907d1a701b6c24fd	2026-01-07
\\xbf25948da7d16d691bfe1651661854100f2b26a960eb907f610aabc674034366	953574d2-da69-4780-b0de-fc6561c765be	20458	\\xbc18e0d9726dbc0e6596bdbbe520eac6b925b0933bfbdff8cd1bcfcef122660dfdbd51181abb680d734076974d04e227db61d5016d7d85f8d03911608e0e61ce0c88f583cd1e8c1f53326afc9b9acf7e9f514f0d48a19d30b1c1a4fee1e4478e760e6a315fea769b244999aeef9b336e1a05b703900084cef91fb56b354f34e736d44ae50349dccfc5d3d0aa3e7ee9422c0562986fa617fe3a35f75419c5f47fb2d6e32adba54a660c9674b1fec0f1e8a1d73ad4c5b72bdfc33e39a2fd329bc13d8e4afe8da0d180	2026-01-07
\\xf066ceadd408251973342f955c6c789e0d27c550eef05b74941864aeb243c996	383c0aff-7b3c-4a02-913d-cb8c5fc53ceb	20458	\\x321cb47dc50c5de9ad3a38ead68d848c3ac36ccba6c5270ecd9d78f6f0184cd8011d02db7ecc6658185ae14eaa104b900a76bd34dcc0e7a92fc7c3a6dcafe3923be29fe1dff5d8c94d0e83bbdc755601d2fa7627fd94f2c5d5e4837bb0813c2bceef0037040c173ce5282875337bb5e5927029c61a7c805bad20212409429b85d03ed533f14d017c1d353f47e3048c435f8252bc84f7ef11fbf95f08b0955558849a4ac0bb2c93e8d3b406253a84208146c8bf224ef4739223c0b5cb0619629668863aa2aa48eb71	2026-01-07
\\x8b360e4133ef67c7617697bf4b1177373d699abd5509eab9606e673728e9a85f	28f38b2f-242f-4cd8-aaca-72effd8284e9	20458	\\xca9a70862468dfa22084089fee4991e12db896f5efec2f01ef07b9ac014971f5ed00d6843797c4bb4e1a704f55f540a44b5b42ab45a4b26507fd74e7a975e7ddd9b239e58a5bd1d7ffefc785b6b2450f9a35dba74ea36240651786a653392d9867109162cea08d3a9fc79099292a4f66afcfdff36471a08e4807845349a4bbcc3fee117e0a63f919caedbb2dd4d885976cea76d6db7e92a7f5a9bee0538660cbc19ab1244e8b448117ff49991d24c060fab0af2c0509db03d37c594085b1ba1056b29bdf2dd655ec	2026-01-07
\\x6dfb70e3308fed0df6d076f837ba54174bd06b1fe052a9765ba648cc63868a05	47ff0199-aca5-4f4f-ba49-e5f6c5db19f7	20458	\\xb4bbe53b42988d2e2d005681f41c23871c44c49c19c83220c826b9e2dc5ca296234338108455adcaa5995c34022de00941f99f62ef2045b104427b7ee2623409c8c5dc2cf50c441bce5a3eae667a820436af49c936df724b253b7be6fdee98310c64180963d03567bf5d33552ce55c1e55b59d4f8513973a41f997b97a527608ce20fc986ce02df074fcfdfd547289ed0efdd1e1a64078e8d2a07a8b0d39446705f2cb5403f862ceddc3e311024ac0dee8e184bf082eacdb7fedcb26cc65d0cc3bc059055374569d	2026-01-07
\\x6ee8489b051e3b546f9264cdb59681d7538adff9eeb76c8069c43f4fa90641d2	4e9c72a0-f73a-449f-8925-3a879b344ea2	20458	\\x960bf1ce6cedb298965816527ef0218c0b6709e27fcce4c48d5c24dfaa231f7dc5c2f8c699ee6cb13b97aee08f902c37c9fcff8278abec253f336bb1d5d4d435616903fc2cd574d0a7c8f36958300031e6759ff25d3f42204c71d5beca3b95f06962c2732e8c4f289113c99cabcdb4af7402523764e053e2e177373cf6f234ff83a20af4156bcbb18c82c8975f4b78303e45123651113236ddcfa083fc5e26ce6f6df73d62328b212469317b8a9fca61383f0b42bfab264853a0292b69ae8d92758b5fe3f622160c	2026-01-07
\.


--
-- Data for Name: audit_shipped; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.audit_shipped (chain, seq, mac) FROM stdin;
995d1da0-37f8-449f-aebc-fe56e02c207e	12	\\xd3601801c25f8e6999945e51e1f86ec6dd1d5c75dc6564e96128b2d102f02326
83aa61db-374a-4efb-81a9-a776ac6027c8	0	\\xde15edc65146d1773b3349da3c23121b6a2deb585d6f460848c047912a958373
3f899995-e41f-49c8-a9d4-7ddba79496f8	340	\\xf7e912b82d4a44ca64bc2ea29970ecb69b933f10af07b5a4d434dabba84272ed
\.


--
-- Data for Name: audit_shipping; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.audit_shipping (org_id, holder, until) FROM stdin;
384892bf-f4c6-495e-8f09-f7c6a0cf841e	06cb1a84-3869-4644-9a47-377f17ac60aa	2026-01-07 11:00:00+00
\.


--
-- Data for Name: session_policy; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.session_policy (org_id, version, longest, idle, shared_idle, mac) FROM stdin;
384892bf-f4c6-495e-8f09-f7c6a0cf841e	1	480	30	5	\\x31ae3c2ccfa8f0fc554a1a1ffaed1fc44a6e82160dd71378fe63ed63cedda6ed
\.


--
-- Data for Name: spent_code; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.spent_code (mark, expires_on) FROM stdin;
\\x18788a745dbeb4cf67bddbe7d87f3396e58d3283afd5c7971e4b43c24e65bab3	2026-01-08
\\x7ce18bc1e8133992ef3a5b7b55dc99e77c27b24da894d49950873f5942451e2a	2026-01-08
\\x15cd881eef87003f73c5f6ecb9af712d44567683a4b9a3889f4658385f280168	2026-01-08
\\xa4d5e00326a032453996d57b34eb0a1550440eaa55ffdf084e595c509d7c7a0f	2026-01-08
\\xa1c64ddef009f8c44510bdc45873c1afa4a5f9350acdf7efefbcfff87e1e441d	2026-01-08
\\xc0f4d96b9e967b8bc26677267064f088228ba2fb01c19fd68fbf9e6f1a3dc08a	2026-01-08
\\xe9d2fcacbc9c85126c8590c3d7bf0207f94114d702845e6a364437c1e8034246	2026-01-08
\\x4c68951d110b0862c0349ca94313eb380c71d4f9b128e0e98027e5718720a242	2026-01-08
\\x737bdfc9d490f0c9d7588ab8d82a636accaf9af4223c0e19d7dfbafd76944761	2026-01-08
\\x41ca369e3260ec3164bed29ee8c91df0e7d1f46e25750ac043c291a650d1beff	2026-01-08
\\xb214d97ec4f6c784d216e7bd04580184e3342691411c1d927a40218dd9a48c8b	2026-01-08
\\xf279e80a99c9fa3fa8dece9a0b02e75c0fef34b8cd666b9d49488b29fda733b0	2026-01-08
\\xb389d02305c81c9702f3b897f3d496e8ec09819b670a3ab350c8ba75aaf84c1d	2026-01-08
\\x1de19731dda4b875157a5712c591e623b1ded3fea8772d33441609ed8cc90da2	2026-01-08
\\x153cbcf5955c4de18a07bde7342b426ac574e815610b0f117438bacbfe492c98	2026-01-08
\\x9b50c2a909804a66bec6beec797cce1a4258ecf09cfb9601ea6e468c197eb73b	2026-01-08
\\xba1901403fab3e6352123424d5ca18d29a41f122ba10aadb5d3538c7fe5bcddf	2026-01-08
\\x3595d4cabdcaa90041d2f5a38c6f42faa298e2876aea8317363b34656c280aa4	2026-01-08
\\xf762e8f524266b1e7550b327e7b8977e9534a6c648eae5597b4e001730c1c809	2026-01-08
\\xffac4d1ec3c95b22468417ee4e7549be4e6b7877e6273e4f1001393f0f686631	2026-01-08
\.


--
-- Data for Name: throttle; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.throttle (bucket, failures, open_at) FROM stdin;
0	0	1970-01-01 00:00:00+00
1	0	1970-01-01 00:00:00+00
2	0	1970-01-01 00:00:00+00
3	0	1970-01-01 00:00:00+00
4	0	1970-01-01 00:00:00+00
5	0	1970-01-01 00:00:00+00
6	0	1970-01-01 00:00:00+00
7	0	1970-01-01 00:00:00+00
8	0	1970-01-01 00:00:00+00
9	0	1970-01-01 00:00:00+00
10	0	1970-01-01 00:00:00+00
11	0	1970-01-01 00:00:00+00
12	0	1970-01-01 00:00:00+00
13	0	1970-01-01 00:00:00+00
14	0	1970-01-01 00:00:00+00
15	0	1970-01-01 00:00:00+00
16	0	1970-01-01 00:00:00+00
17	0	1970-01-01 00:00:00+00
18	0	1970-01-01 00:00:00+00
19	0	1970-01-01 00:00:00+00
20	0	1970-01-01 00:00:00+00
21	0	1970-01-01 00:00:00+00
22	0	1970-01-01 00:00:00+00
23	0	1970-01-01 00:00:00+00
24	0	1970-01-01 00:00:00+00
25	0	1970-01-01 00:00:00+00
26	0	1970-01-01 00:00:00+00
27	0	1970-01-01 00:00:00+00
28	0	1970-01-01 00:00:00+00
29	0	1970-01-01 00:00:00+00
30	0	1970-01-01 00:00:00+00
31	0	1970-01-01 00:00:00+00
32	0	1970-01-01 00:00:00+00
33	0	1970-01-01 00:00:00+00
34	0	1970-01-01 00:00:00+00
35	0	1970-01-01 00:00:00+00
36	0	1970-01-01 00:00:00+00
37	0	1970-01-01 00:00:00+00
38	0	1970-01-01 00:00:00+00
39	0	1970-01-01 00:00:00+00
\.


--
-- Data for Name: way_in; Type: TABLE DATA; Schema: public; Owner: senza
--

COPY public.way_in (id, account_id, way, salt, memory_kib, passes, lanes, wrapped_kw, verifier, sealed_private, locator, share) FROM stdin;
654ca24f-e1ff-4e67-af23-ff94048fa574	2c6b27db-2445-4464-8e00-0e674e6e83b6	passphrase	\\x6a135c8584a74741a5f0a95c58375181	65536	3	1	\\xf1c2a9378f415a13f64b51d30679c4e36a7776fe26d313ad952e92013080ced55b7d69d095b27d0d7ef38305f673d1d702e2853f018200a1b8e410e6e1d49095ded8a6b6124c08b3392d35b04f698824783a04c651342b9db79de480179c69f7e4b50bda6b86345596e2e06666e9	\\xeb2f2c2d069cf06258158a3f55e41763b4753bc45c66c96a3bf60b44280cb28c	\\x01bd7dd03519a7a8b92e71a0d91972a8e04db5da0968a8f0d95bc0ffcf1c7598886e87bcbf110c03422c77d77d9cec548e5ee7017f96b3718524f8c608b896cc	\N	\\x519568bdf8675832377ba53ce781dd614a9ed33c7c0764e02e8343d004e29f93901372fcd118aec48a84186900fa3d190760695c8f8b9dbf92639f9fd47914188442df5c7d268d6c35634595c1acca5524e1e56709238782373bb7f770631e5fccd96a6dacfd60d97ccccce4c847fb8682b5a6e719694f46e91af37131119725ed08c69cc6d37d79fa787010d9128b6baa7a423bc9971196e827e95ecef70ea28311ced4b9c8ee381483898dee3eafb2e6d549431dd50546dc09428389
1f76199f-a6f9-48f5-8714-71281c256145	6e4b4041-63f9-4086-bd92-7a6629a2aaaf	passphrase	\\x6c1c9182e525d50ac01997ca3f4f0298	65536	3	1	\\xb70ca9134e76d9b7ba167998d6ed993882d5f80222b298dae0fc4236437f3a61e76e66e3b22b2d16a33385b71ed51c9e6d951c2b0a90c43fcad299038c645d6631dcd1e3ffc86779e16cf369e3cb798c0673d96be2767fe635165c26a20bd463d56a8c6b42da621a2e928eefb364	\\xfba307e0ddf01e322ee55b737d587e58058e60cba41680cae30f1a1097942fa8	\\xf68d54b3661adaac38ec3742407840106e5c6560b6dd26e2835e4f6b92fca14e5884c9f55a07f1ef93e34b4a3dce8c4b5528910ca4ab72492f11d8698a5fdad3	\N	\\xb94fb8ec409d7318660c9c2c92e8308e34f6604d84bd68bc40b0e5e0d68908249a52132b7e54a5f18d4ada5d99fef1d211230de485b33ea608eba5a2b6773c9bf22f318bb0ac4913d2015f7814a247b2507dcb87dc2d40de8deabc7b2cdb036a848da43aed04135dad14bf2e72c7a1010bb4a28220b2fb4d5554dec7f26bbf2100205b8b43f113ac9ff783be8295ce4aa0f08c1827f056bbd53737f75465100ae0f7592f6ff88ffe156e96e1af774bd1f3188bef2f17aef9e541108332
bd64cf28-8984-4eb4-8456-ecc5159df9a0	9ab531f6-99c5-4c20-8fbe-0ddf086a425f	passphrase	\\x193941f5c8eef79163c4af7e27f600bc	65536	3	1	\\x93fe71f1fd8f19a92270ff10801f72fe78b29816044114812c69ab737f654e43110f4d5e54ce5cec1ca07e65c3b57a3490d8aef24ed00333154d56e234dc9e1207bceb265e5b270d42e34e7701c28eb18e4e1d6f6bdf0cc9ba9842c6985197c2a4bf37d0445252d8c0f2f47c9974	\\x575cba0b94f9e9f2743d8379f8327b3550b6b8fab3e3d506c49b345d867dc626	\\x66ec414b500996a49f3384e3cf5e85d85686ffb303ca7fabe495ef27718cb931a9ff952da97e50a7343093d0082b0e084f4ba56cab837f0765c7df167396f87b	\N	\\x8ca0c3aabf2c7fede466fb1b6c676d571ac341ee9b2cdaf709591d4fbc980bdd3da08f6cbc8042320f2c705ee04ccd81b1ab15c09b77ef9556e541b744f990d8c0ef91ce8e0711fadbdb2a5b985eb580c371f49dfbb0a7780a5963712a51fd23ea312dc902ea380c3f14c5d234e24dd6c065378a9f3b97e428df3d911763508e00d57e66dc34dd89a84519cab8759358fb175177457dae68d95a32eefc307f2cd128d70d5dc6a3f4e0e3421c59cee6628aebb9d9c477dd2ac55a822efc
c4b376d8-d7e2-43bb-9ecf-0af029945eca	5ad0cd99-5c57-41ce-b56f-d32ba70a3eab	passphrase	\\x91dc89abe2fa131f630d24ae116ebd47	65536	3	1	\\xf0e2f1b60e329712ec4487b6e7d7b33175ed044b94bf56dbddc82bee3cfeb2b57f118f99af6b4a317592d9fead12e81af8d023a151912bfa7b68465a0b4cb76798d9104029f35fa422692d8fdef8e79f769b470a087725cbbdf2c59b8bed1fe21d68682f578d74959e936195a69f	\\x90f043ed3a92215b4a1cdf3c90f48bfe63f7f8f3944978b28f7a4b429b8bff50	\\xd74a156d3482f65403f85ac2147c5f3f235f38e544910eb8e01406c607b60fb8dfff808931b2d09a7f1373810ea719e3c64b7ae8aa963c23e299748facbd25f1	\N	\\xeb4acb6a6563c4ee60169d714db4b84852e5d0b1c75e6bd98004ad87983f271ab63829453de6332ad2c4bedf206eb3870f346282aab728ed64c80ca18fe35799c748f4f0d30cb289951aa2097edfb4a367a88ab84f8b8759ce033a1d93ac7ca61dd84ce451c5e44a566ff6f5c1c96168dd29eb07dc8eae389325b405e5f2c1cb79e0f8207e21770056c89423b1b00bbcb2900dfed67b8afb2dbe77c3cacdd5c0c67839a2b00a15ddc2affd765c67a23d58830b99540301e987d4b73e87
e18ddcb4-9061-4305-996a-12312cd05ff6	421d78e6-6719-4fcb-b18c-15d70a17244e	passphrase	\\xd56770d38095f7cd225ae49ba5d6ff9a	65536	3	1	\\xc8ca30213245687dc3941faf8be5f2169cca8bb2f65af48819d34c35c569daa17d4ac646625ea7d9becbe2ce89b0dea5864c9ee7febc064e0c8b1ecbbcc93c481bbaebd98c7942c6b9d4c323f3f4e2ea2cadc7ebf60c9a2c4f9adde4cfdd26430ef82be73ddd26cf6ebebf5e1531	\\x6e7f5a8c30add806d9829b171a6588454ce236070c6429862c6662d45057c2ac	\\xbf30ca8aa0a2e8e7820a4747b6dd5c4543c13645bf9fdcc415d9d9f2ea55d0000ca051bc947802a26f7e3935c4cb6fa720ba15bcfbdbb745e0de31e376ac264d	\N	\\x8ab251dc38173ab3cd26a12462a05c908c80cd9eb43715f9198c27aab01eebdf3b931854ef5d1d05f72d4ab51fe294d8a1c75318bc8ddd5f03304e95b9ad1c8c22509db74be173039b036dc79a066a3d94d6ddedd0c0b1b7b90cded580390222ae052979b8ea872da9cef5693a4f16f683c4d2f7ef644f5df74220f2d404c7cda0669acfbcfab50fc06058a4a19e384fec934e8f7aadf38994398efc1af177c5c62d6948f129f447be71019221977eea73beb6e520a937ece05fe89541
0a6742bb-1adf-4fbf-96ba-56e0b5159343	83778e81-7ca0-46ce-8732-37b7c84c0ee1	passphrase	\\x92b83b75d4742eddb7b0352a5a09fee1	65536	3	1	\\xecda98e590509d8382d2d2f1aad80d051348a770fd458b2dd995b58cb7a83849d6724f795d51ea30e6952b3938dcbd7b0b53b9cf2294931a9e515cd9d6d64852109a0d1acf85b076ec2c99aa04c8db9640fccfc54de09adf80bbc23270a49ec725d03faebae7615cf81078f0795f	\\x432407827da84a0e6a8d0c9368312f433bd0308c5f52f121d36a77d24f2ed215	\\xa67e7c5ea2de8033cade908ac6e7fb9e640af84ed6f548f0420bc134915867c296c74f1cb68a94a305a5e4dc42d5c0793ed16e88ee95e79f49c52ca0a6dddcbc	\N	\\x344dfadb0e59c84d4706d44184cd4b62f34a463312e61f6fd67eadb51102388feffc12f3121def8438343c5747463c762c37657a80c3f63eaa05fd847d85dc191613d6e2137b0148e2f55c6a0c914813e10a8970c16aabdd8195844261ef605c68841a72f4981419dc513756662d3e92570ad647e53cfa318460ad0c8d196483fdbd21770c7cbc26c6f143ba0c7dc64646831ddd8e51f6661263fb2e44b0836ebf0c0c940b03866cefe963d727f44ffff4a5acc463e657d8893fa875f9
2de8a94d-0499-4072-a73a-3ee5016ad979	3128f95d-61e5-4202-a4dd-d01f0fd02ac0	passphrase	\\x45050cfc9605b63c13de1dd99f3f7201	65536	3	1	\\x7b46d6269d80435967299a039ddb2e52416498d14c4b0960dfca540942a3f2a194e9212c190e6ae2481af567aa11637e4b716a3fd86926d0c1718f31c0882e84e08957bf6787e7bf61dfa176998ec1220b98de5f1c546fbbe8bc1ec790da418a92dc5ce7b356c9bd246b7ab11c48	\\xabb52acab3af354491ffac8353226f51d44aa44c4fea58081d54e36d62df5cb4	\\x2c36976adab1073beb4309405725d195a8e7eab85a54c0a6ddd22fa77a1e5e43a6efe1e5dfff52dfbba85912cd49cff31b36bd4f0b409747a924aedf6724e4a1	\N	\\xba373f95d6836db1c3baa6ecaa28f75e9a9a266ebd79dc4b475c7cd9236d035d85323c8d9dc968af084d1ea490856a94f2370108ed7f170e47bde6315821848505caddaf66bcabb1613a75929735a14c6d5108b42b98fac163cc5829044a2e82db59c88e0a6b01479be12651d58f8bc065ca5abf1f6d409dabd5ab5b01a14d39ee38088259ab67db87d8152ef14b44bf9783d9c1a54bc35ec86234547cc43db62059810ec9ca4266267f7a631b515ebba5d25fc2e634684e1248829e09
6ba2fc22-342c-4a0d-a051-b04976083bd2	0b7de984-bf95-420b-a5a6-e633ca92b554	passphrase	\\x2b97ed22e74bd3c302334a2e316c6287	65536	3	1	\\x01d58e7eaebade43a331c37eaaf1ffd081431059d1d4da5147b0b7e8bfde3656fcfbda9222caf26333304b595c3f99d5c0a27d3113775789c5e0d0bb41a666113d746446e44cb26dd1620102f89fff96d1ee62cfd4f4c65a65ebc02bb00adec7f7f3ae6706b1074704f0811fd828	\\x98a8e227268b0464b58636f40996a26690d3372529c62753f0501d58ad9e3636	\\x79ab71192832bfe411d275e41929cf4f513d097048b47fa3ea2ff5eb13a31ffaf46567449280366872c1d88ec0a9c3de2802a4cd428112eecac3f022cf23637b	\N	\\xd3f4c210d641a02c0a03c1da03818b11219ff4b23eca87cbdae7bbbb82fb480b71252a1bd42399d339607bd5eb7933533ad22a195b670c8fe1a429b2151c7e16e8c662709785508593f8404eba1bafb50e359f17e6c4a1421f00f8a4b8c500461447dac77c9e6987de164740a88fb71f6ef538dbb61ed89d773767ee12a0032e7de1c47d398cc006512e433550020e422e4780458c0e85b22092ca749be88365b8a2b078a5e02b32b128fd4708a144566645735d38d673e8ff1e6f991e
bfbde818-659f-4b22-b464-45109d685b2b	7a58161a-9f59-4a76-b336-aeb0680c571f	passphrase	\\xb7751f1c479ccfb0b13ccba002df8a70	65536	3	1	\\xa3a05d187d7eb873c0764c8f0bebc4157fdb072495d7390fb935e5895bda6bc35e3c99cfa24e55ad76b0c8d417e718c7b23a05a134b746c39ea3a191a119552b00ba5bb51310d537dea4d542bd57da9ed52a4731d3923abb4045ed8c1556fc3c9993bc3d96b6375d381f52d2a3cf	\\x38a7c61672babce45b071188356243f0b30f1888e2f08644caa6903e687c349c	\\x73e11363666cb857068bd9a38bacc781cdc70cac7ec7597d4954c45c97e032035993cf09c854007392b1138073fabedd61973297e07710ffb0ce7f91450489ea	\N	\\x6da65464b1b82bd66bc914793f82c0a146d9e7626de3b8a8849af7784081e3dae88f17fe36d7baaadbd7b47cc08e6520a79e230bd0940d568a002fd4241fe121d42a66aeed16ebda10707a70b853add2048aeb7135e2d293f14a74e0669dc329d8a9f9c63cd04fe8a795ccff3f9dd1b46fde91acdd85c96029bbeb0f99d7c3d6ef8e0609e58f3afc7f2f1d6e599eb75be58ed3e8551cfefe09f26262e0ec14bae864d4fac39aaa10092c25578e33da3878f28aa62e3e6ad3e2043a51af
f187c61c-e248-437d-ae7e-81d3f6d7f4a0	a79143e9-14cd-4b21-83b3-9fb3b13fcf13	passphrase	\\x26dbc6a6466abffa0dc5159d75e97ca1	65536	3	1	\\x47fee39d4690c2ff47033d204e3419df76c0db9f76f2468cf3de2f004a50318c9938f5243b1375971b1fc6baa07774c2a6ddf132dbde79149bd215708de4a22ddecaa09662b9d862d226e489fa50c42d1608963ef6f2354bf43688d246e984056ec7e0f52e83a3d4f887cd961365	\\xfe98aa8ccc55c198d7cd2edaea603b6491cab19951e9c5364e4d4bd73a693a0d	\\xa2af7bea8f460d69f6a420c2203c569af6148607dbc841e86c5d26230cb52987a1df23283a7fd045bd1b20cc2fe4ab70a6d43adf4fbb96e11b0f9c2a7862a299	\N	\\xd2cf16dab86f01bfc69d6ba8c8a4a4af7f7e680dceb65472cb6d3facebec7028c1f87a21ba74b3665288ddf04d52b00cf942b62cd9b1a2bf71946f55bed951404f9b7e9f4dac9f06b317681210fda2d2b2d4453a1c625415cf09021eb3f29d5e587ff5c93789aae77d0a2e74b384424950cc6354f47c03de4ca70f0badd6439790190a666c545875f0a8cb3b4ae2830cc9ac4eb8366e95ef2a8c4a873354539b10024b5c1007aaf3089995e8e7d509bf366c1150458631027dedb58baa
1558ce9d-3e3d-43d9-bed5-05fb276cffff	8af670e4-8730-49f6-b022-0e219abd1cf4	passphrase	\\x6d4d0f9816cdf71da7578e59ab24586a	65536	3	1	\\x0798253aa9d84134e6ddcb6416c673eaf283cc560d029cca8413180a3aec8b62693d3ebf6ae21de7c7ef31748930da4498c65a5ceaddf6efa661a4614065ebcfd3d875437916fa3a70201946ac1c912236483733048c888950930b29e5af0182a68abc7387bf162198ce950c83a9	\\x485aa21b419f3604db41f8c7dd5104d378fa1a678d39169fa4d75d32b869a4ba	\\xae0fe9e170b1061cb698bfe485454fcce7acc60fd6dfdd06f68dda65b8c528f16beb487cca40c8c71405e8884ec4b8c7d230f80b72e7172783ad6e89ed43ac62	\N	\\x200b812e2cb528030886f39696c4cb49c03349cd051423f7321a718ff4d7d07b67635b2068de2131fb0abf8902e550020bc5ad7e88f119e8de7fba64e6c919332f9bd0deb371c89f6bf5ac18b1ad9ddde5a45dd33e84c420f6ccca230403f1d86b8309865743a7be8e20aacf4990f80c44fc83e4e8100d316d45c940aecf216b30b7c96a865638e06edbb586277a8744f827504e8b5b6d36d5d2081501038f0014f205c28df4a2940ec1934462c44bbc16925007a1107f4a9d4d99ab21
2a6c2a97-67df-4ca2-88fc-8b7a197bc68c	16953977-59b4-489c-95c6-c6da3b4918c4	passphrase	\\x68e8568163341605887dd6896190a4c2	65536	3	1	\\xd6a14b478c14e32759f0b11e0d54b2dc30a551629d8372c8ae6a341e90503b1dd67aeb5fcc6c239f4e0869890092ce3ea3da031e9bf27ecb277ac7bbb3cb2d7868545080fe4bf01dd93fbdc1abb6b8ccb5e58f816781ba9dbfa6cc57e419c4478f9d4e3af52560fdb7c4d6ad7193	\\x223925808c3fda62f0fad7c3ac719b8e2eacec1d708b8ec7f16a964df4dd7c70	\\xf1dae13ad7f36ecf769dabddf0cbb691cd915d3be27432de0d100e7be3fc10efb18424ba3202201c87e050a543d444c6645e0157e4c20e800626771de62db183	\N	\\x30b1b5c17a43aff62536116da3f6108ae8d89b45918b24fba1442cd38ed4766ba4a42a6ab3cea14a9507e635078591f815d5ffa55e20bf8e017985c8148474cd26fafe8ecefae3cbd1c4bbe7c979a22991e6592bbb249be9df4e119a7e9f13ccf06af9e3adbaed10fce8106c009d8b958281b3b33e8edf283713b7722db3fcc380c4642c28d44b6ae78d2a01e04caf0d95129b6b3042424bfcc7e59f5ee9815c6188494cb1f6cfdd9dc96992dc7ec5d269e98da394f72fb9a3ebc6a197
8e32b68a-2635-4a9a-be7a-27823c706cf2	931d9e79-be92-44bb-acd1-c4c0622e2061	passphrase	\\x93545d29033a0294aa3c23d825e72a1c	65536	3	1	\\x1329fdd6ae98645c83cedc92caf3dcfef0a8da0a4e952cc5a36a48412ae1509153f8c989335d1365b00bbe6e6bd34910a715ee93aee1610d0e355107d51fe8561d555228d28b78db3c5a617ea382bf87815ff9ddb03fc4418f8929cf20315c8c5d0916396c7ffd0a09b61136ebf5	\\xffb34beee5ec8f794ff54ff1d890f3c6289fd2b0d9b083c2fe86fe1b9618d7fe	\\xd9191f39871054150ae38fdeb75db37fb95dbf2d9df948d98dd3346ece2855dd21ae4c77d98ce7d601a6fd86d673c6d44f7b48fc96a2eeb8c5dccdaa29ff6dd7	\N	\\x4df6cd495c32fb6eeb6e146a2b39340e4fc603baafe1b1eb7940ac47612f37d18ce6837d959b5c8990bc016c1178fd086360635cd3c0135a1b485c071a6c622394fb738e153d103ea6f84f1b07ee1cddc8ca2193c96ffa9f582ae3917f4d6bfc5e34b1b422f55935b4bde49349737f1024ca87af01d78bf798dcc4d6bc6a5f9754585eb974650a1628d99aa2f59f8ad324fdda3163c9446b97d9355e353dcc3afb6b6998e9a93d772d25647599363ac647c6ceeff7bf2465c0414a65d4
3866f6f8-e98f-420c-8526-5e2865bc7148	0d05ace5-931b-4751-8bf7-3b72e760f438	passphrase	\\xbd9c4ac85a94b0f7ba68137398a585f4	65536	3	1	\\x6eeb4a0ed39a49d20613016da14282d869cd8431665772249e2de10adc0797b1d5b4a5b29e990d043554d75926dacb12587f9faea2583c5bdd83acd03c36139f29c65dd2f36cf9b0ade79914a2911cc2a0a91b080ac601f202c2db5d38ab67b1e4b2f141e0c994ee7cb198a050df	\\x938863237badeef42f7d25db8ae81510706bb69297c3b61612984ad20f4bd350	\\xcbf2a6d6b309f223e1b4fa0d953fa7b3117726d190eff76d07912d6a07e0626676a8cea6e63c5f1095aa7ab093a2b76e762ad07cda40ed0150eeb24e53462d7c	\N	\\xd13ac79d09c69ca0116283b5c7d967ca14e605eb71643fe0575e6f38aa6bbd9a78787a1c394a25b7492b72c90c4c5a979b0e971b4f00866c44680feb9822657ab9400f95b8d38bc855f932ad7808097dbb284fe1115d9e1c0c0dfcf76427d34cc9ca95c5ec662ddce904f542e34128e89bd4fe18552d6bc0f0b94f50533004d0ad2f15ea75178dc88d7e46f9a0775791c123ad83f592a107a171bfe2436f2a7dd9e967815eec07e533a8d2191cc3cbbdf0209eb25d281f9c5ab7214354
7e03df01-ac9c-48b1-9eeb-3ebb52a9d14e	2c362b63-eee8-4910-9b8d-82ae10a0e277	passphrase	\\x8c438d0a3073ce27f11909e8e3ac1124	65536	3	1	\\x7b7c68f49a70941b86496fe3617b5640819eb526a6c056d4a19045a813468323216c73c643676ca561d071ccf049ba751b50b89e06e6ab45c94748b96542d43e27bc59e356e32d975f7faada288f82ec55079d48bdd6938d77512e1f4e2781e0d1baf6af5bed73b2679f6f6286fe	\\xa0fe5e7a6bba0895a0900f3e30521931da350c9e81abc4f0e1fa47485a1f3cfe	\\xf4263cb3293c1ef8ffca830e53808c3ab8ff585529112b048cc9d251206e383641f17f55d85aadb23eb9cf53397828210241aadf9304665bc9fd6e63b89c09db	\N	\\x12eb47a8560cee33d1d9ccdc2d2817698da7bf40489b6d4abb507b2b05f016baa3c0db50d46fc3b3a66b4839e1f6154c93792900969c96036e4ebe05d8bbd3ae66ca90c162684ed4c8c5ddc543a12a2d392f343901160d8acf9c6b5e8bd97f008e1cd3729a22b2ecca3d22c4837f2b8216b30083a810a4474f2c19c0cff023e123d745c8a2c9efc00143ec7a805ccae95621d69cad253c583e99357627cb72f56c6aac44755e94258793c0488c2327144cca87347bbd7bf142e5a17ae7
3174ee32-93af-432f-a9d4-073709bf6ad0	953574d2-da69-4780-b0de-fc6561c765be	passphrase	\\xcb107a347adb7a7e657e90200507610c	65536	3	1	\\xde87b3a633095b17f45d45f2ae1ad0afcf2cf2db8a3f6f33605d2c4deba58f6f4477dc099d4ac44aa622d037e498024387b4413ac6ecbcc2eb9aefac48d3a453ae333193d337a900a7ec011e1f39eaa3f10328e1ecaf891dab7f3cbcad52b1a9e1a42ad5ccb7033813a11a992f7d	\\xcad597d83cb961c8a80545e7761389084e6edf885b8fac4efbc808bc53af5ded	\\xd76a1b189610a9216966dc865ec45e14e8d145579bfaedcfa9391d9ff17cbdfe02275b5326966612912a2cecbd477f85df386dc8e4bd5847d499d966e0e1b6ec	\N	\\xaf578ed9889b476adece3ad882348484f5442d995ac02805e86c56a57a8d02ea24010e58c6b440604a4d9f2c611c5624fc86728ab2a84fa653aba825abea0b8d49ee9e8f4093e57eeeea902a0bfebd19babb34135d6759588e3fa2c3d76e3a7736e810833fdadf5123794aecaaa977e235f2419f3153021ebed5e1676acc7de5439aab5aca051f45fa97d851188b152242193ea25cdb5baec0b960e5c71e449655ff13aac7c1f55cb17b3fd8e44a6f4e1f85e509501377e90631e50f4e
a440541b-77eb-4ed1-b094-0efd4a93c8fa	383c0aff-7b3c-4a02-913d-cb8c5fc53ceb	passphrase	\\x5baa3f5daa1912a96cdd35ee18a0e48e	65536	3	1	\\xed1d936fcf41487eba232892cd34f3f5cdd29f9f18059a589c52482aa97b843fb026995ce57725d8b374cd13363cb573405c19c1ca645b8c52b16dfacfaaeecd2b32daeba18b4d24ae15c7523adf953f6ef76f5d1e90577948437427e098a39b9b185b03cd96423f42fbc1e05387	\\x6805e5c2082acaa48ec39b86174b85070dc0b7739fa6412078cdcacadbe00e2c	\\x42d7a50fed0221f20ba069e97f153372029f7fc62dd6acffece5dfa4a79e6d4410dcf67fbcf26226810218d804bbdf5217f14224dfb429b7304ad2db805c37ae	\N	\\x42cb5c5b0544483d0f9db750b9a122d83866d6f0e6bbcf8f4bf68801a1e1d5d21289d1ba0329f29c2b7c8c00e9e1f78fc5140e9e309e736701ebbe1283528e748ee7befdfad8018a0f3c111a8c6151d4a2090c1ba514ce582b4e15540ccd561ee5465b58ebdc6a06f9d492ada4b858bb661e4ee7414c28985b0028c6297f7e9dfa6eb5b0b144527f00cc89dd1bd917d7b9d44d4c13e68d8cb026f32d392cf3265a0125d92d20cf534f66dbc8d58e73ba41821d48e0aa2da670daf2ff09
8c807cb8-cd8d-4d45-b15f-602db67e3fdf	28f38b2f-242f-4cd8-aaca-72effd8284e9	passphrase	\\x02460e25a5f03adde9460f7c14361c6a	65536	3	1	\\xdbf24496c846656da5e97dc08926bca551e65a077d0becbb3f5142c15010968b81eb739b09377bee94728a2c200d6e9956b6bb146f0e087d03332cf4710c4b30aada625f3d9f76c21cead55c3e4f5dae7ea3ace60aefa4a626dc92c48b77fb4fc02c6aeb30a9c7812389137a66cf	\\x2933f005855b87f6e672f9a33703168a5102e7c4c3e05bbaf02bd6dc31dcfc7e	\\x8f9953cd22f10ee1c900fe291f18fe5fedb8fdc45ce54d09034df2b0c6cc44a2d2c005c32189e29417690eebf7c75b15dd174387d697d1cd61170a216cd96a70	\N	\\xbd10e3b451decaa8a76dc497add236bd8648af0b9354a82d57358ea5376b81928152af939393758c6d779a5c7e1a14d812952a397757a63ef9846774d0ada9fbbaa8d436b242a4b3d5284e46dcaff7daf110b88de63be095ac13face7acdb8faa9fd97b4052a9ecbed3f9fff29997b10142003319cf971477ada6216bce8560b43a796ad296e56cd198d3ce2ca2a13293d37cca54ffcd35505e9d4d8d05c3a42049e69aa9f082dd01a675bc7fcadf46cef5a5071c05a5b38863368f73c
a49f65af-46b3-4c5b-9e47-ef8319143c05	47ff0199-aca5-4f4f-ba49-e5f6c5db19f7	passphrase	\\xcf1d04304697a5e987b6ee7113a8d81f	65536	3	1	\\x3ba2e39fb44d5f38ee54a952eca97b10976063b66dba95dfe0506972fc49464d428959e8659eba0ad1513c744579a481e60b0c72885950755c458858a18a1c31a8e4ce6a82969c22443d131726316c102e9876cf379e113a7215ceb4356ecf5e8a06256975813ca3539593909695	\\x8c606495b120113b16e69e5c53276d17e9362fe78da3e0b8fe1b929137a9b756	\\xdaf17a30da9754cbf4b6882fd9459cc6af149fbe5e328752296c106aef604f4bfb7b519e8ba6a15d4705b34a61d09dbdd034926a4b8b28c2cdafa8bf5a7dbdec	\N	\\x3f0f8e37bd2ec1cbb9f441078e5b759a141778973efed32d0e5c1b15c76e35c740f295da5045691c51bea390ab3a52feeea953f034a248e7cabb528ffd93bc62c9e5101fc533ce38b4d7eda7ba8a54201d6ce930e184bfd77114dc32d3ed8dd0749b4eff518631890b50c008ec31f19a9e6fde23e8cd56d434cc99f0e475e9a3d81374b8a5e9c0e317cacfaf5f89cbc6d166a9e526b108bd6f4480df070dbdbc91a0fff0ab4d09df7d3ebafe297a73f6fe4950805ebb36af63259cac66
cbe3d2c1-c1fc-4e33-8b4b-630803acc677	4e9c72a0-f73a-449f-8925-3a879b344ea2	passphrase	\\x439f691824303ce6d6cbdfc8bc478630	65536	3	1	\\x19044117fcd325fa240175b26142fdd886873e908c3ec8b2f3ae28c9a4d46a241e0267a705dab4b6916d35bce7d0fdb9c3b8fcfb90ff743252c8625a0e5e87ab8b3ce8a0d76ea2b8703084b78f14dbf32f40abcc4142e32bfd4b7c94cf10b6da384fd863a10a5ed4e944db8760d7	\\xf23d319b5867a6dbfae7f8ed5dd3ddee059d3709b3198b40bcdf84fd64b3beba	\\x9ce46f815f3c067cecfa64f646e55fed21efd9fd5d353a761d41890f91599dd096d979010350a3d482e10297967e4cd46df85636e5c831ae79a6484bb346dc9d	\N	\\x52a82a941d3c56be9ba70aaa80a79d14367b44b7df69d890f2580e455764835475c7cc8780d24dbf26aa0748264d816a3311995da2558648223dadd96e7a41756cd2ed54cd197c1af3c85641b393923256115d43328caa37e557aa58bfb507318e706685880a8dcd8c29641dc884df006097568f3fd40b8cb4ec29d04761dc071201984dcf0d4ea455e6c3710b531a51e30531f3e07ffd316f30855f9d7cf666b0773f71ce5af8741f7e1d726d6f43b2bf197a7cdd47b56e6728208124
daa573d9-376b-417a-bc59-62d34d3e9493	4e46720c-f1bc-4cfe-9d84-6ca0cb016e8a	passphrase	\\xb0a254b12c426765654dcef3e2f6866e	65536	3	1	\\x04dfa032aaf351e52f3fb711f5e48a20ba9d56dff57ba8ae7fc0067ac1281d2efe11fb0c4cd28eaea3a910825d5325d048efeb670bdacc1a7e1293b0f3b564600ae0915a560e40495aa5d7d5cfd06b773160f4c77f5f3839597a428c3b5bdeef208ec13c4a1394bfe17688efecee	\\xfbbd8a01516be3a894e04216c4b3db481297d5cf946fb12e03dbe435839ac082	\\x5fdc9cf4bc125fc212b387aaf156c6335a2896b6006dbfb201ad2e1d8f78e84190838167928d129a8502b4f7198ebcdd89aabd75298e940519a4bbb525c5be08	\N	\\xd5d48c834028f0efa2febdee56e3318b274948c7106571f960036938f35d93c05ebb9db172450396afc90470fb225cbe2519fc3c3cd47f4ad5e3ca96d18a2002359b295ed145d9c72a50d95abdceee423e60719ed1de481975a6bf8b316cc5d40494031c9fb30db1b02ae65ecc54eea522614d538ec34041593dfb6909dd4932140a146e0681344404684a711f6c2135f1c5be1e7f84c30db45dd7d0310bdc94abe3ddc3cf8f2fe5f837a3ee7ba6c80c64fc560b3a6159e63ef4c35eb5
db78673b-67d4-470d-8c08-4ff9a71adf51	1978e0f0-cfcd-4cc8-80ca-76114958cd52	passphrase	\\xdea627eff538fe845f97bc104d5ce7d1	65536	3	1	\\x83b684b56a4fff269a0e1b2c6f59d894d1641e0575e0dc9d391b1acf70661b3e67d5f6b7eef50c5ce308abdda460b681345c04d0bb7b1a2dd8ee3251034ec90f3dcf63fc03473e22c8b0ffd9af966c5248e0021690efe6aa88e07e134d9655c3aed24ce7c5c0b901a75e32113acb	\\x69a4a4b660c17e9671865b127864dc60acce65a51cd3003c741f159939b0e3ec	\\xc47a4fd98517ccd04b8d9968167237de5e22525d39792d978b705928a3e96edc483af5333d2b558dabc6ee5bd8128a06d0a5c47d4fd0600eb317cebd581d9d89	\N	\\x66eab75f41cc21afc18cf3beeefeb7aadb579c188501e6e947bfc1b8a064809786a7140090a1aa6f1df7bfcdd23b46b2f45d211c8d4dc519928d91b10706385e5148f70f71430c0143f2f0d10a3a1a67a170607823f3ec7667da4f4c319f7328e524a60209037db83136087351e45e1925755177d5c03ac1dd431f5f620c420c2f3bbd7bec7bedb0bee4189691d426237f891f13dab0fb16c16eefd8d059416e31b1d7fc76a6740232f9b0269ff388b96d34afa43d50b836e52127a0ec
d33751e9-5330-4827-8471-bbb58258ea00	7f86dc96-8919-4847-83dd-1110ca141db9	passphrase	\\x674ef1ddd081e1df23cb1b5194837cb7	65536	3	1	\\x7bdd6d60cd4b89432dd94816b27d8611427878618938456d2bb2d66e16c431637410e550c31d686a1d2bfceb47caed91285abe10dcd09bc66d65686b3c60c69e901f27a84ffde51989bd3b746afe6cf06c2bd0d2b8a6e0f354b8c781bfcf59fc660303c9e59117d2fad2aa84f539	\\xf23f70041d500481296cff8c9e9eb1a5be355e949df6e39f96521ad5fe21a2f6	\\x25259c0463277b706c0c9768e089724ae91ae29b5f0869ef91f51ca7b3599954f8f7c9c248438a16d4e4f011cb29f4327c573a2a4929e0d5e5de437f640b0e7f	\N	\\x2a0b46b02c6c593d83a4a4c17768527f485a9570501d90d3fa9c27a4054bf4fb283540ffcf42d9997354a0595e9981525e2a7f27f9548b809b7bcc3e75b8122257c08257060188eb20cc2b1a45dcd8d077abe2d1be46039b26ed9b920f9d2ebabd8a636d8c68860f7901fe02e35050df54577448598498f13661c7c5e5d2c4bf6f929e44795f7fbd98f060887be01454d5c05f2aba4aba660e5fc3b6449b387cb60c3fcf17b80f9e748ed3fef98f2d40077da5e5cfeb4383db5a32376f
15c61fe4-2029-4de0-a7fc-4ee1e5f67f5b	48490e7a-6b4f-4fb3-8ec6-781cd53c92e1	passphrase	\\x51b9c042b94968e65a992d71acd79350	65536	3	1	\\x17c2065310df309854bd2f78c7867c138ee8de18bff1b13cd873bd07dbc487c433ed804bffeeab9e61328156bcbf4d282786e0fbdf21fa102497b0037b638b85b060ac52c9c72c2f46cb0b5f821238674526b90a7a0efde0279183edeed240d4850816a05f50d78d3765ce51851b	\\x7e8e9db67aead6ada0eb5c87e78ae3c6713edfc532113d8f600ee6f4e8abf251	\\x7f8beb5a6e606770cf7282a691521488a6b6d4fda0f6300fac0f99351bafbd7fd6c80a1d7a7e5e5d4e8ef16029081c02ade553538d7314754a9f72ddd8e7bd72	\N	\\x9b2aee47be187891e14b03d08cb2f76b2f53459f72591639b7527d4f9229b865622ffc9d1256dd5b120b66cb32a77eccca0c7a9a6207a475a3c6db04dc44379b6c452522724cbfe744ff73cec522935cf7fb977691fb7d9d8633aeb9ce4ddea88ef0b6eb4a2c249d1634253846d06ac831dcac89b6113922a4e76d095e512fe0e5ab1bee05d36861489efd6f47fb33d39735b66a0d287aa81f98c7bf61dd1ad926ee320ff4109ef0943f905bfdd48ea9283eca8ecb709422e0fb271ff9
80f56237-5f3a-4704-a4a8-87ec3f8fb6f6	44ded947-4141-401c-832b-7d2c75f7ec19	passphrase	\\x820a61f3aaf10712b61a54b55081a808	65536	3	1	\\x35a0a204a593a6ebb4554723b87f5ad904f323317b51a152a2848573dd22ec266f71d578584d0a2b7967a35ee479a4ee66e4d6e0023f4562e2ec854732d31b9eb829f7dae0e8f894054a5a4a657f8a8282a1dd78bd64b5560913d907295505b53a3d7b01caa30a3487d3061032c3	\\xb5ccdd391538c01d26dbdc4a98eb35194f87443d065674337d80ae39b6a01c2d	\\x06805d8a2a661670b5bac7a58f03afe96721ea2164297429ed7fceab7d13e50727b9495b62c67bab51020613815e315a14098e3e547dcb9eeec7c63d66eaaad4	\N	\\x5df920434a83dae64ac9f5ade8e7c656b914e536abc52766eeddfe3325162a0fd259f78c4fa7ae78b899d921bafa93ba5275740d5ac35ba293584feaa054b3e8a0aae3db48515039d159ec37e4353e76c588c27cfc910f138ca8ec5999bd8eefb652d1c7839a4aefc231890e4ca74f46925093975590949ad614b7a54aa4ffa766e1502ee378e72d0c8d4e4bcb66591a5ad442b740c022afd9f1a4adb08b8d3b556c4bfc006ea47d771a65505673027818cdd174d97126e477dadb2a1b
2ba79973-d601-4a77-b123-a5c3592f3d04	5ab1ae2e-798c-46a5-a7bf-c471e6c55198	passphrase	\\x4fc435c8cd6fe8c4321a9d05b8d94c09	65536	3	1	\\xc7dd756799e1eeb5599e139ebef883436469d9dc478e2b41407a2ee755df3ac63f28352a70cf5ce282b2e94c011efab103ec1c3cf1039951e9805def72a9c0f7c1e0f60a984e5b88e54b2f7f767e406797ff17c7cb3cb0b855d20ccdbcd2c00b1ff3a41086f266b1ed28332b0ff1	\\xae116e9637468dd6f3148d71d216e9d1928d7f22e6a2a87534091e882da6aff9	\\xce418d9c6e01bd0fdeefa315ff0678a1bf1519b559cf60ede52cf7d73e85fa9153f83dd3760d9be787505e6036a61b8d37c3cfb04e046e18d41ae33eb0d0922f	\N	\\xbf27a619b4f96eed09db4d6a56f14fc8e74931dc6accf4f1334cde81039a87c9d284f65168773611c2c5be00f38834ced70bd8015cdd3abfc65e9f61fb3e022223671b5559bd8bfffeb3fc5a5f7c38bebedf3938d0edf8d59f7be117789a31b613f1d8c346cb63c6929086a86be574035fe867dcdf1b5cfc1cac4ac9bc5bd042c043b7f7f484d1841f5b3bd861454f65051a2ca09769385ab896922f51ae7c2d318a083329635fa71cb5f8d5422745d9149d1d2c239bb916e0bcb6bc1a
09ae7ee0-e8ad-4243-b059-a378cdd00b60	594d1dbf-ee6b-4160-92a5-6c67f559881a	passphrase	\\xacc4c4418dd7764e84603f9e5f711241	65536	3	1	\\xbdee75178bb0a3dcfb64d70db355f62100b041d8abe6692d9072c52188a688b460c4fe7482b809b38375b022e09459a7086628e4edf40426ffc83bacf82ad715ae6138a416a5498cb344dd79360bf15e59a8b896f78e891c79eb5178397eb1db70a342ae176b9276fb14fce08d4e	\\xf55f56367ddc8464ded7e05d416e74fb098426b0984479410621b889e5596011	\\xdbefb2357bfa27d64bb1b7820401a682c8a010711752891fcfb78a62a793c8a858554bac3e32aad4e7cc0ed17570cbb4bb20db36122f998ef45e06191b866d00	\N	\\x385b7db5729b33b57a33d3f6b7a600ee42341fef5a9d8460ce439be1aff75fa3e2ae87ec1517adb3fa03c8c61c0a7af4f49f10e666957669c78809a9df0196b2d882a004b7464a0ad6553882a1c3422fb968a87d4efcc74a29d7f1938efab429ab957da8aa6e95496c59113584dc7f84512d6e593c5b5260dce22b6e1228e8279da358c8ac8a8f242a2397d1b8a6854d03063bf1649cb990a175e571e3e00072d622e4c95dad8ba808a679d43dfa58f7b414bbd3eb8d8a7a816364f6d6
1666397c-e99b-4a80-90ce-7433467a9ade	cf1826f7-f227-479e-8339-5018f151bf53	passphrase	\\xbb19943825f3c5142191c130861fc63a	65536	3	1	\\x3379f8b76c6658a86fbbbb2e8d2bc3b2468cfd8375419fb87efba03b2ae1f1806f91174f1cee6b57a1bc65b135808f5ce4b6018f4a9c246e01a24a552a8653fe4ab97b1ca35752a34c212d49ac3835d4816d15928347b2ab91ba8d92ec940e110bb0234ade7f2c63df1e967decce	\\xaa9c813544d3e3d8ef096e5b15202af6d09d11bc39dd5f61f3c374f02c96d391	\\x5c84fe06c2a323451c5437ae3c512c99fb3e542b6fd10f9b156865a7c3a6e38d80920590d2363d70b13f28481d04907f3d42281136cb847204c9151ba2cab2ca	\N	\\x7dcdd01626299524d6ea5f8cd36394382f39a6e132fe8a5cd7b2da2ac58ae5eaa520acff86e67ffd599fab84e3f5b84d6938506f9b02e020d719110e9f6dfe233c3acddb35e08b09502badf7c7f4f2236ed53e137e548d85306c68e492b5071a424a16ec0deedadf992e9ba0c7865bff72a55d5f1bb0a67288cb27a0e73f6e97ebabb7994fe6a26977e6b50f7acd74bcf371783a441872cfff31eca097a3e6c30196faf7c2e8274df5d3a859f8e38c9403b9ebb3f4b01f63e69cdc88c1
767f8c53-9ab5-43fe-86bf-b55a6adc7012	9c60f455-a8bb-4aa3-b26f-6f66e2279af1	passphrase	\\x86c9c0198c69cacaf7396c04b6765257	65536	3	1	\\x5585aceb1dfa1dee9e878be6cf9b7bbca97739f201b05782a3364262bd5ad7b0085775510a08ae90e02daa5fe4ee086d976c7a5b60876b0700071faf0e9959691af832f8de5a0cfcce7b5ef8dfb4a6544c1a8a090f1bfbe6ead381466dffd0f00bfa1c8d91fe0560f0fec9bec35d	\\x47ac84ab817b0df1a38e4241bfa41157da5f3c321a0f539dee698895bdb61dc6	\\xa4c44ece8830b324df2780f4b528d2f9958cf3c55a6bd30f73dc88b2c14738f50e6aa3db370cff556ec8da738e0c325ca36af854277d26327ece3194015acbca	\N	\\xd162f18f568c3b5eb9e1954c98648c6a491db9b194096801e6c4dfffb5028d0713fd88c26166e9c1beb3bff4aa1c3e7e99bb3af787f4c4ad19a8e94c8c85b5ace001b00336c09d43b18cee0519736f9afede493765915f7471c7f8e56fb9853fa7f388290f2d39793358363b8cd2de8e5a7301f58a06896edeb54e870e2afb69ccacfe9d02ec40290c34d4d33e6cbb1288f3ee54721bc3f2af981654c6b845bd4c9218ba6ec2ec42b885aa589527bfd754f6348699c1663815a72d2385
27399c04-3b58-444b-ac4e-4a7781202d7c	9b44b95b-5d1e-4d2e-bc81-f57b998a829a	passphrase	\\xce31ebe72132b6a70c71d52582bd8f15	65536	3	1	\\x97a71912c8b933bc624eb024d160af36048ddaa64e75c63dcdde4bbc1acdbc2f5639f6c6c8c03bbf15846cce3e7e68c4827d79436e73eb687a0a86ed49676672b8a5cd2dd8bad67f2d669b0038fdf3ed339d2153b16dac6589a3af627d406eca76d8ef3591b77f6f112c4052e39f	\\xe2feaa5c25b3befc4ab8341165a28e8899b44c381ef01197597978b125e33673	\\xa1e8f6657e26da0aa81460aebe264d1ce279076891089a78a006d1d43421bb658ab1544404ff5c147482b3d57ff4f77a8606a75ef09d51cae7dec2b5275b35ef	\N	\\x7bf0317607f99f9a765b83076e7c6c899295ddd5e7ffcc3d3c71e5da2c70c27649d9a1e476b3600163dd83beae8eed90736ffe48504e96e1ead18585bb80d1bb6802dc4e450657be8893b4788f51de2d76b9cc9e06c66b045040f1a3d9df7e43fb08cc645e1e1af402a36e3dff8fd8f74af9c1c8b08a1d7b51fff3ba303c4ce58722727d3119ae04c3c3d07485d4873fcdb6db25dec7378be5e8aa3fd9f37fa2109777d5ca1d3f6cb5026745b8ab9c1535bbe7fe8587d280563eabce54
f0aa1117-532a-43ee-babe-622349c851db	b6b3f8ba-b3ca-464d-8142-b395ee0238f7	kit	\\x172a8948bb954538ce29a54bf41a8fb6	65536	3	1	\\xe5fa83ed2791f5b3d04b314451931b84a8ca5ea906e59f4b8f48949e7fffaa3d852a60f8512cebd189a3348b01fcb763e1c3d94a834a2b5f70af62b0701bdb62eff6ea0edf203067933acaba538eec936c8fc06c5dbdf0c7a0bc64f978fdf08cae18306fcefc2e76aabb8af1705b	\\x461afdd7ac14adcf1f4e4bbdebb526086f772a3f2aac9e8837bb32920a3539fa	\\x9c8c2a3f6ceb93796e982dfa1b7d458239d81eb9bd1810382e47da45d8377e72851e328b91221017964d767377dcef3c6c6164fc5c26da6b1757279567626701	\\x9c17daf61050c6a93f40fbc43100053157ccd715ae527b4e9a797c900a02c5bf	\\x1da89d404af3bb980b372fc9368e10145bf7ba1078581e722085ae62c23d2e8db2994d0cd31fb850ee8689908b18af2b75cb94c6c11cc0ac64ddcc2f3564834e726c8efa2a61f687e2adbcb489aa3da973d73f7e2db7b9b2484361cd717d80d17fe3468ffd8cdcdc8ed41b8a6ef538005640928533a8636b3158fe27182e0ac3ef20ceae78614a8ca9ec425b6a8bf74016ab39d3a6781fa2bd986f75c989e719ca7a3082f2432a5d7a381656c185ff1b6f204db51e829dc35d7058bb79
7f7b2afa-1018-4e31-8171-1cabc2e2d799	065c616e-da07-4c80-a9cf-c9561d62fbef	kit	\\x74d63454f5cfe23fc38ab59b6090c7a3	65536	3	1	\\xcb404aeae3e2709eb9ab245d7710a3c77e976e5bcba477878cfde2149e798f43801790f0d449f634d4d3d95d991c0fed519b790f6aff3b557e8af6e65d62577fc282e2f00c91bb4d2fab51b843184f8379d4f1f1887f1eeb9a20f487b6f9883935e960f86a841acee3b06859e572	\\x38e867096e8fa9b99427e26f3901d6406a595b6eaf47ad6b5c1639b390a010b1	\\x3eb617d2b779c9a7a01ac230bcbecd95bca018eaf0f37571c8fa0ae828e40ddf19cc89bc008a933a4166be8acd271912c38f11d4f3c39f7ffeb64f686d175559	\\x1837c840648d9d5b226810fafcd3485aa5be90683eed5740daaf7882be758b8c	\\xd10b5727f53163f5221a727f87942209005d480d0e3853d9ddb674bd839c7c7abd7b344e0930d8a423875bd444e1b5f4ba47bbdef7125fb59ac3150b1ae94d42bc5e9dc80c08cd4b3138e6df8f2e6a65c6a117515910f0e70b8d5e61e24cfd9762126e84eb4c80a657049424593f1c8b5bcc447732a189581c401613509d7867a6308576a9344f722ae8d9c002bbc6395247a66cfe9a49ff906a9dba3e390c8246420f9914426a55892dba3f60b0e173d2ee724c5af9cb7d3ca240f34e
c737f472-4586-4eaf-b08d-8e3fb2cf5bf2	44d0c817-ec9f-4b91-8805-6b2a0406bfae	kit	\\x0b00d7650c09fc864d1b0d5785a7a798	65536	3	1	\\xc43c07fd26cb797492e8153d7ea4ce39bb6dcb158d298a75a5606328a6e30f676530f601d2343e066e61322e0dfca5d23d0bdd0e36c76b4070601ad5deea99d1b77ee68af71226f83f1ea58798b705a4d9fe06b019ba16fd7b00e92456530aeeb4d67702faa2070e94ec11a33155	\\x4e5ebe8aef1691a036fe8427e7365df98b4e4769de0f8e562e04dd23ddb0294d	\\x372219de541492ec5f9ce9cc543876b13829469df714ea60507d8210ee0338b4f4e6f88e000722d3a2148b839ec6d3810b0b8a87a84764968214083e9e39c54e	\\x42d7b579701ad1c096131e47e2943c599e784baa492c7c2b24042017bc8d3ce6	\\xe4617cf32e9e33bd0d9995eb02b7ddd6fb09ccbe4a1bcde5d5187ad4e4771d8f073bd0887f5a38660ec963e697a5795eb493bfef2140fdaf9df29d053678210c2a17709a72fd6b3c39a28f0bf8b7635dbdd3dee9ad85e5581b8e276e4b973c26366090062e02a61913b59d8189dd163a9bbb357c2ff302d59395212aab5c0ef105169b8200ce2bdee75f7754b0731d66fbb3e0aba57c7c6c1380c6d37cd6907882c09596b4ee8fb8a7b0f25d58309fff355e9c1fc8ca01d00fada40d86
b8e16f89-09bc-4210-b8b2-ff195f2a6a63	03ea1c4a-883b-470b-a325-2aa9aa575e36	kit	\\x5eacb089412a7306c8bfd37a65b9f295	65536	3	1	\\x6b7ca2fce23495cf2f3c7e8e42f0d68a6aece67916c1bd222481189dc5c4ad2e54f4c150473082140880879580e7c2b7f13dd2617b8f21c147a5e527259e58412b5f18c3f45fdb514b91f06a809e8e246137299d6e3295904bf2aaa3c3acf50efca446e716fbd77ad51f25ee8312	\\x00de949923e268b31dd25cc49880cff666e61f70f68a81d6e66dbc0c0dd9de1e	\\x61d798376618540fea7c8547d9400d4da3837dedf7b89487c11eeaf8c4c023426dc9b0f0148feaef2f7e91d83b767c4d52b0d019e1a53d578e68a1c428e3c2e0	\\x0b0d258e725ec9462c34c212144560cb65dbd8878f4ec285b5965ff6626fb24f	\\xa9bec8a361ac36016a67946f95dae8b81d9f784193055840ba7ca0700ea619d2d8ddbbcb07afbece687a929ab2059bd0b5f42490bcef784ac7bd0375c0724b030a9e2449b673a566cf065615780cf4fd7630ad773c1633fcba4a82d25fb7ae4f0a1bd4a78715111139c11be4345048d00eb9a8a47909ce7c15c61e2f23a8c683df98f4a88d260daf17d35494e11d6bb6a93dcfb07aaa1980b65c81a2026ac1d6873a71533c74cd51de2d30741a3df9e6c68e37fcd3d43a90906f67720e
d7fc330e-72f1-4b70-8e09-aa329009e31a	95d21570-cc51-409f-8829-4140dc9c7136	kit	\\x2c31d02adc36b52600e1f4727f7d190a	65536	3	1	\\x3c5109803a0983dd88aad3f39fcb86b311bc54de860fdc629b10af42ea3b12b71779af509b22af3aafec7aa8b6f9e59fc93dc0f54a855738455b923d519a6302f5ffa11cdbdb142e760b1c235bbf8e1c3c7d73f11b0d7bdaa71e0007f41188cf527f5c7796274c5f6bd30f27fa9c	\\x3c4c35922e9ab6f2987efc7943a7afb22de88f4f2934c7c93ef075a486df0098	\\x376a65e7e33f28e370dd5b1fce42b2816b6a47107b01712d47808a58226f49d7c249c590e6cb81d28df89b2c540054833f7d60bcd48bab25e1dae482f83e7602	\\xe36b3a8934781e4f890e06f46ff6b374c914cea9d11cfe3169297e2d62d65398	\\x74beb84846219bbc4e570923a4f996461b0bf5cc15bd41c42e9401a18a185b231e3a3c9b7f770acbb7b462d5fee1fc076a5e77ce7f833c84e7e8a11df68e30940f898983fe9fba49b077e004fb87eb6bafb4e766582ec2420e3cdf6da8bd67949ae3cb788046aba89ef65834551a62c7434aee62c2573f9caad5d15d5d9860c0e911529884c9f48e4c33708dab915ba44fda3a18d0bf7bb46f62c45aa704bd8e706cab0fae2d25b8d3aa0e9cf1a607a01de405713868fcc4b14269876a
ef399c61-395e-4fcd-beb2-ec81761cf795	0a9d6819-e8ce-494d-aa07-5aa0784b8dea	kit	\\x43ea077e132f4304a65534b51fe11243	65536	3	1	\\xfd6ade4b8a73e2fbfc6e080b12b7507adef975c1ffe4542edf5447c9ad48eac2fce256e12550cebe4ea15fc67adbf3874ccf38c99d0437ffaacd5d56bdf3d847bd3a76751994d5450445af479b884c49dee1d7c2affcb5763069a30144e334b87a9d22895de771185154cffd228e	\\xc8aac19212dbe67254996ff52284aa33f520344c69bc64c806f101f08adc20a1	\\x4d0c8be6da38498b1d9e1c0a8f8bd1f9f41cfa9da6364a9825eab73b517de7e2a4fff0049570d0496aa65e31f2c4bcac9c7c1547afb20d85d4450f7d4bf9e3b2	\\x2ce8f49919822bc8f704d473dbb28584ff22ab11c916577ee18a6704db0f5b8b	\\x553c39ee12cc754cc6fdbad59a2968f9addcc64e8f4760b57972d0a148201675cab4047ac05556476533e8239b2215686cf9e51bcd9350a08b4f153e5c15974082127791f9e80453edbb2edb540d34d3dfa801124640048ca079e6a43f7b7a4612834f62db0d516ea344e687d9dadb7fbdfe5e686e53e6bb1e1798a6ccb5cb92d03b6d4ac72138a1ca8a99312307f02c1fef017621183dc80fd458bd4f999360e1ab43d7ffdc768f10c319782ee4af1f7d39799a22831d2e609d83d5b3
1ba907e2-1e1e-43be-a7c1-370efa0bf7b6	c6825d43-2286-4f1c-a6f9-55f2b710ada5	kit	\\x1de3828dd2dbfc38e8a6027732091d39	65536	3	1	\\xb0b63988bfaa3f6bb05b909dce30450be19a7f43597ab40266b83174db611053c57a700365a3e20b00da20f996648a97304df9eda542868018ff14439b064533644d0074e71a8f456655a4af7967a884e4e76c2ba5d4e6f71c8f8a14538eb233649e5808aae89b1812d516eeb3fe	\\x326b1aeaa5c7cf74a57535b492af3a97ce487e3dc8e1e6c1bd6272e44051ea69	\\x7f8dbdf04fbe31b8057c74652d08be0e85a10c2f161b3b81523c16a06a97922bc8e2c2c84cffb7e0b2d747779f106e705c7a845fd22fbcc33e6ff76ae350062e	\\xc58b0688df94140250ef84ea929a0699b858026e8787d2132007894310532a6f	\\x34360dbd04ce5fc00b9c3135fe382b292ca234e45775d6b9e87f104e062817236511b083050da216af5c620a3b4709bbfddf3e471eb73f6122f992e57abfed84f45d1f756ec23bc341a1d986fb2ba7246de0c4698446ec29f371f93fc44a005bed172d71a42e950a2fb9ed5454aaf2f858201065c1c540bc57b6c13fc391728b1d19244f06d96263288fee60d14820c8d15733993fc0517f1226e4edeaa7bf1678ca5c14a7cebdaf58075d56eac3bb39de5951298503836c2035163747
ff003fba-e522-4786-9736-195c62026f92	96566165-06ab-44cc-812d-a669a216f3ef	kit	\\x17a78cf955d5fd023351762f1b25e767	65536	3	1	\\xb5fac32a2a00d59393cecfcf1bb3a3ab6e522ee718095dfeef43e41c69f4ca90a3852a4bf3c68f1d14b6fd03fe2b84c29023183d8794e64e7cbb93fb3b68d12d3719b3146efe7e9d5f38effaf91bd1540c7af8564d559be57f7ca22d8cd6be9d8358bded99a37942d08512408d38	\\x067b71cd9d61d0fce7e707d1110ab5f25872af8e73f59e04acf37444445cf28e	\\xd803451b6e49f01e78e6423f3cbad5d2deb66d77251e1e6b988713f649c88fdf4308e5e0564ecb96714bb62b6ba1f00158df8134494d4646f438a766c07d3bcd	\\x20e55e12157f5b9b0a024557e53fe036add3ac5d2ad623bbb9f56693cb6758fb	\\xdce89f711ed67b44908d23bd8f25d6a8cb6734d009d9ac7a4a6ca109c97dca549e01a9d5e880eef3eaf6325d59ad829166642d86ba4e50afe1be188c58a02b93157cb53c080724c663c10cd8bacb7444f8b3e4b1945c3542e71c4d5bc2d831fe7b7278db91a590c10c51b40e5c12e8f7389d8f25cd1b1ed3e5690892bd9541b48097844298138718cca8ffcc2cc994154a1c31f35d6243f88ac22c81a2c225b91360a415f217dd60ad2aee80e19fb518584b74fc394923e668cf7f5114
ebedfbfa-329b-4fea-9981-65145926d424	ea880297-7e51-4cbd-a441-97179108aa3b	kit	\\x434e29b4a0e1bec397bad9359e38414c	65536	3	1	\\x0b8fdd4f981ff74649d45320aa5c11e148282c14ea6479958a23eb780db311d92a15269b8d01f94ffeb33de4fd93ef75f17ad1a459f7a19f0a82430b6a97241c95cdad1b94105316b29c94dd833146e8e9006afb498f4c2b6d83f2ff1f69f485253a4c8b35fb9e9eb802886099ef	\\xd0abf52962c8b3c1e4971fca5d041c7970706ba2d3dd83f32e47b6dab908a39c	\\xffe95d756960e0631d799c088ee99ea6a45e83f79d66a96ebf878334a12c92e3e10a458b74fd79b3bf96c06464a3efa8cc97888584aba33a9a2fbb33bed1ef08	\\xda240f667aa45fb7e7b091354498fa711196882503de0992fd371e767848c269	\\xac367e9522862b621989d82d768defa1c8479c20d9d931f9c2c1d01076f8d42ea611f1c838a01a8c6a9a719062a69bb0bbbff1d600e7ae3f95d4b7cab6bbf5236c5e248bc4e4accc87ca02397c37b2d497ccb2006712bda2fe1e68d282f4b3077a8f3d7505fe8144542414238088352cf0f7eb5cef1787e297055d723aeeb30d57cff168ce5238f09c6b0ba4003f9fbc214907b0c1239e1de0ca48b68ec3d41e230e207cf00bda61074861e370979b95a226cafb3c845e1f64ff4894fd
613f6118-0c26-4562-9220-242842fe5099	976dcfbb-aa62-48a1-949a-6739d7ea5332	kit	\\x9057f2500da4edf581423e717663acb5	65536	3	1	\\x8907e688291da020a7e10188ac6a7a477bb5f4cafe550215379ce490d6775f49a35965953087baa103a591742a7ce214f35283c7bcfb15071912931d1d950e2781d12ec1896129075effbcb85c6120473eeedca27113ffabd674e529faa5e75067e486f2bb20ee7e50ec94dc74b1	\\xaa0f7f13e14ba1e708f2665854a2b9558b9e8fb07d8d23a593892d5b6bf10cf1	\\x14a31810994944c2535635d466043a3664ae1290708931274435841fedf0fab0d9150c3710e1c196364ec28fb354ca8cc0c4ff492eeb09adcd45692bb3c1bc98	\\x8e4aef6af6bcc91edb22305fa0dada9049a525d4702a916ead6e5b10209383bb	\\x475a004fe703f395ee993ca3d4cf63420f47b8254d67230f9b43e102d57e3fe7340a3753b4e2c2df43310e4d5b61277a11dc5fc7572f887c60e024158128537b646969a1f7f26e2b0f8853274769a5e48e7ab7fb6a837c5288257fff78d5c2e89d04319d85899bd2855bf7fab7440934e3f94965edee38fcd6fb94dc30ae4b77055ff4135610349a9ba651e35001e085960e85c6ff022774ab8931473023ed6d3b18aa405fb20a5e23c4e8e7f136b37bcb708871296c07a08d3e0bbd0a
\.


--
-- Name: account account_org_id_handle_key; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_org_id_handle_key UNIQUE (org_id, handle);


--
-- Name: account account_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);


--
-- Name: audit audit_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (chain, seq);


--
-- Name: factor factor_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.factor
    ADD CONSTRAINT factor_pkey PRIMARY KEY (id);


--
-- Name: inbox_item inbox_item_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.inbox_item
    ADD CONSTRAINT inbox_item_pkey PRIMARY KEY (id);


--
-- Name: invitation invitation_account_id_key; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_account_id_key UNIQUE (account_id);


--
-- Name: invitation invitation_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (locator);


--
-- Name: logout_answer logout_answer_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.logout_answer
    ADD CONSTRAINT logout_answer_pkey PRIMARY KEY (mark);


--
-- Name: organisation organisation_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (id);


--
-- Name: participant participant_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.participant
    ADD CONSTRAINT participant_pkey PRIMARY KEY (locator, session_group);


--
-- Name: pending pending_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.pending
    ADD CONSTRAINT pending_pkey PRIMARY KEY (id_hash);


--
-- Name: profile profile_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.profile
    ADD CONSTRAINT profile_pkey PRIMARY KEY (account_id);


--
-- Name: root_seal root_seal_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.root_seal
    ADD CONSTRAINT root_seal_pkey PRIMARY KEY (way_id, root_epoch);


--
-- Name: seen_request seen_request_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.seen_request
    ADD CONSTRAINT seen_request_pkey PRIMARY KEY (mark);


--
-- Name: service_provider service_provider_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.service_provider
    ADD CONSTRAINT service_provider_pkey PRIMARY KEY (org_id, entity_id);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id_hash);


--
-- Name: spent_code spent_code_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.spent_code
    ADD CONSTRAINT spent_code_pkey PRIMARY KEY (mark);


--
-- Name: throttle throttle_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.throttle
    ADD CONSTRAINT throttle_pkey PRIMARY KEY (bucket);


--
-- Name: way_in way_in_account_id_way_key; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.way_in
    ADD CONSTRAINT way_in_account_id_way_key UNIQUE (account_id, way);


--
-- Name: way_in way_in_pkey; Type: CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.way_in
    ADD CONSTRAINT way_in_pkey PRIMARY KEY (id);


--
-- Name: factor_of_account; Type: INDEX; Schema: public; Owner: senza
--

CREATE INDEX factor_of_account ON public.factor USING btree (account_id);


--
-- Name: inbox_item_of_account; Type: INDEX; Schema: public; Owner: senza
--

CREATE INDEX inbox_item_of_account ON public.inbox_item USING btree (account_id);


--
-- Name: participant_of_session; Type: INDEX; Schema: public; Owner: senza
--

CREATE INDEX participant_of_session ON public.participant USING btree (session_group);


--
-- Name: pending_by_expiry; Type: INDEX; Schema: public; Owner: senza
--

CREATE INDEX pending_by_expiry ON public.pending USING btree (expires_at);


--
-- Name: seen_request_by_expiry; Type: INDEX; Schema: public; Owner: senza
--

CREATE INDEX seen_request_by_expiry ON public.seen_request USING btree (expires_at);


--
-- Name: session_of_account; Type: INDEX; Schema: public; Owner: senza
--

CREATE INDEX session_of_account ON public.session USING btree (account_id);


--
-- Name: account account_org_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);


--
-- Name: factor factor_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.factor
    ADD CONSTRAINT factor_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;


--
-- Name: inbox_item inbox_item_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.inbox_item
    ADD CONSTRAINT inbox_item_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;


--
-- Name: invitation invitation_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;


--
-- Name: profile profile_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.profile
    ADD CONSTRAINT profile_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;


--
-- Name: root_seal root_seal_way_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.root_seal
    ADD CONSTRAINT root_seal_way_id_fkey FOREIGN KEY (way_id) REFERENCES public.way_in(id) ON DELETE CASCADE;


--
-- Name: service_provider service_provider_org_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.service_provider
    ADD CONSTRAINT service_provider_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(id);


--
-- Name: session session_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;


--
-- Name: way_in way_in_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: senza
--

ALTER TABLE ONLY public.way_in
    ADD CONSTRAINT way_in_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--


