//! What each column holds, by class. A test compares this list with the schema: a column without a class does not pass.

/// What a column's values are to whoever takes the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Random, derived from nothing.
    Random,
    /// A keyed hash; the key is the keeper's.
    Handle,
    Salt,
    /// Checks a guess, but only with the keeper's part.
    Verifier,
    /// Ciphertext; the key is the person's, a cookie's or the keeper's.
    Sealed,
    /// A MAC by the keeper, or under a person's own key.
    Mac,
    /// A live flag, count, cost or version.
    Flag,
    Date,
    /// Published anyway: keys' public halves, service providers' metadata.
    Public,
}

impl Class {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Handle => "handle",
            Self::Salt => "salt",
            Self::Verifier => "verifier",
            Self::Sealed => "sealed",
            Self::Mac => "MAC",
            Self::Flag => "flag",
            Self::Date => "date",
            Self::Public => "public",
        }
    }
}

pub struct Column {
    pub name: &'static str,
    pub class: Class,
}

pub struct Table {
    pub name: &'static str,
    pub columns: &'static [Column],
}

macro_rules! tables {
    ($($table:ident { $($column:ident: $class:ident),+ $(,)? })+) => {
        &[$(Table {
            name: stringify!($table),
            columns: &[$(Column { name: stringify!($column), class: Class::$class }),+],
        }),+]
    };
}

/// Columns that the database computes from others: a dump does not carry their values.
pub const COMPUTED: &[(&str, &str)] = &[("service_provider", "metadata_digest")];

pub const TABLES: &[Table] = tables! {
    organisation { id: Random, created_on: Date, mac: Mac }
    account {
        id: Random, org_id: Random, handle: Handle, state: Flag, created_on: Date, inbox_public: Public, inbox_mac: Mac,
        inbox_version: Flag,
    }
    way_in {
        id: Random, account_id: Random, way: Flag, salt: Salt, memory_kib: Flag, passes: Flag, lanes: Flag,
        wrapped_kw: Sealed, verifier: Verifier, sealed_private: Sealed, locator: Handle, share: Sealed,
    }
    root_seal { way_id: Random, root_epoch: Flag, sealed: Sealed }
    factor { id: Random, account_id: Random, kind: Flag, for_factor_key: Sealed, for_root: Sealed, record: Sealed }
    profile { account_id: Random, root_epoch: Flag, version: Flag, sealed: Sealed }
    inbox_item { id: Random, account_id: Random, sealed: Sealed }
    invitation { locator: Random, account_id: Random, wrapped_kw: Sealed, sealed: Sealed, expires_on: Date, mac: Mac }
    service_provider {
        org_id: Random, entity_id: Public, version: Flag, metadata: Public, released: Public, allow_http_acs: Flag,
        added_on: Date, mac: Mac, name_id: Flag, subject_id: Flag, signature: Flag, encryption: Flag,
        skip_assertion_signature: Flag, metadata_digest: Public, default_context: Flag, fresh_within: Flag,
        listed_as: Public, changed_on: Date,
    }
    subscription {
        org_id: Random, entity_id: Public, version: Flag, address: Public, found: Public, found_at: Date, looked_at: Date,
        good_at: Date, fault: Public, dismissed: Public, mac: Mac, next_at: Date, held_until: Date, made_at: Date,
        why: Sealed,
    }
    scope {
        org_id: Random, entity_id: Public, purpose: Public, version: Flag, delivery: Flag, epoch: Flag, is_ended: Flag,
        former: Flag, former_until: Date, plain: Public, is_removed: Flag, mac: Mac, return_to: Public,
    }
    keyring {
        org_id: Random, version: Flag, escrows: Flag, epoch: Flag, public: Public, elder: Sealed, mac: Mac,
        directory: Flag,
    }
    keyring_member { id: Random, org_id: Random, epoch: Flag, public: Public, sealed: Sealed, label: Sealed, mac: Mac }
    escrow { account_id: Random, epoch: Flag, sealed: Sealed, mac: Mac }
    directory { account_id: Random, epoch: Flag, sealed: Sealed, mark: Mac, mac: Mac }
    envelope_key {
        account_id: Random, generation: Flag, public: Public, slips: Public, mac: Mac, inbox_version: Flag,
    }
    envelope { id: Random, room: Flag, opened: Flag, state: Flag, expires_at: Date, mac: Mac }
    envelope_slip { place: Handle, sealed: Sealed, expires_on: Date }
    api_token {
        place: Handle, version: Flag, verifier: Verifier, held: Sealed, label: Sealed, expires_on: Date, mac: Mac,
    }
    session { id_hash: Random, account_id: Random, epoch: Date, sealed: Sealed, ends_on: Date }
    session_policy {
        org_id: Random, version: Flag, longest: Flag, idle: Flag, shared_idle: Flag, mac: Mac,
    }
    approval_policy { org_id: Random, version: Flag, needed: Flag, mac: Mac }
    organisation_look {
        org_id: Random, version: Flag, name: Public, colour: Public, zone: Public, logo: Public, mac: Mac,
    }
    proposal { id: Random, org_id: Random, sealed: Sealed, expires_on: Date, mac: Mac }
    pending { id_hash: Random, epoch: Date, sealed: Sealed, expires_at: Date }
    spent_code { mark: Mac, expires_on: Date }
    forgotten_device { mark: Random, expires_on: Date }
    flight { place: Handle, at: Date, provider: Handle, outcome: Flag, trail: Random, sealed: Sealed }
    flight_key { day: Date, under: Date, sealed: Sealed }
    partner_link {
        place: Handle, org_id: Random, entity_id: Public, made_at: Date, expires_at: Date, mac: Mac, maker: Sealed,
    }
    flight_share { mark: Random, place: Handle, expires_at: Date, mac: Mac, maker: Sealed }
    seen_request { mark: Random, expires_at: Date }
    participant { locator: Handle, session_group: Handle, sealed: Sealed, ends_on: Date }
    logout_answer {
        mark: Random, place: Random, locator: Handle, session_groups: Handle, outcome: Flag, expires_at: Date,
    }
    throttle { bucket: Flag, failures: Flag, open_at: Date }
    audit {
        chain: Random, seq: Flag, at: Date, event: Flag, subject: Handle, service_provider: Public, request_id: Random,
        mac: Mac,
    }
    audit_shipped { chain: Random, seq: Flag, mac: Mac }
    audit_shipping { org_id: Random, holder: Random, until: Date }
};
