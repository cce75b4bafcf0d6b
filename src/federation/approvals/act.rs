//! What can be proposed, what it started from, and doing it.

use super::{ApprovalError, FEDERATION, Standing};
use crate::audit::{Event, Subject};
use crate::db::service_provider::{OptionColumns, ServiceProviderRow};
use crate::db::{self, DbError, PgConnection};
use crate::domain::{AccountId, Role};
use crate::federation::key_steps::title;
use crate::federation::said::{metadata_error, options_error};
use crate::federation::scope_rows::Stored;
use crate::federation::to_record::ToRecord;
use crate::federation::writing::Cleared;
use crate::federation::{Choices, Federation, Options, Registration, RegistryError, ServiceProvider};
use crate::saml::metadata::{AcceptPolicy, parse_sp};
use crate::say;
use crate::sign_in::acting::Acting;
use crate::words::Text;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// A change that waits for a second person. Lies inside the proposal's seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub(crate) enum Act {
    /// Adding a service provider, replacing its metadata, changing what it is told or what is chosen for it.
    Put {
        entity_id: String,
        /// What people call it.
        name: String,
        metadata: String,
        released: Vec<String>,
        allow_http_acs: bool,
        options: Chosen,
        /// The version that it takes the place of; 0 for none.
        version: u64,
        /// That row's MAC; empty for none.
        from: Vec<u8>,
    },
    Remove {
        entity_id: String,
        name: String,
        version: u64,
        from: Vec<u8>,
        /// By which what it is delivered is known again, which ends with it; nothing where an earlier program proposed it.
        #[serde(default)]
        delivered: Option<Vec<u8>>,
    },
    /// A next key takes the place of the one in use.
    SwitchKey {
        /// In a word.
        kind: String,
        /// Fingerprints: its, and that of the one in use.
        key: String,
        from: String,
    },
    /// Whether a second person is needed from then on.
    SecondPerson {
        needed: bool,
        /// Of the choice that it takes the place of.
        version: u64,
    },
}

/// What is to be registered.
pub(in crate::federation) struct Wanted<'a> {
    /// What it would be called.
    pub(in crate::federation) name: &'a str,
    /// As it is stored.
    pub(in crate::federation) metadata: &'a [u8],
    pub(in crate::federation) choices: &'a Choices,
}

/// Options as their row has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Chosen {
    name_id: Option<String>,
    subject_id: bool,
    signature: String,
    encryption: Option<String>,
    skip_assertion_signature: bool,
    default_context: Option<String>,
    fresh_within: Option<i32>,
}

impl Chosen {
    fn of(options: &Options) -> Self {
        let OptionColumns {
            name_id,
            subject_id,
            signature,
            encryption,
            skip_assertion_signature,
            default_context,
            fresh_within,
        } = options.columns();
        Self { name_id, subject_id, signature, encryption, skip_assertion_signature, default_context, fresh_within }
    }

    /// `None` for words of a newer program.
    fn options(self) -> Option<Options> {
        let Self {
            name_id,
            subject_id,
            signature,
            encryption,
            skip_assertion_signature,
            default_context,
            fresh_within,
        } = self;
        Options::of(&OptionColumns {
            name_id,
            subject_id,
            signature,
            encryption,
            skip_assertion_signature,
            default_context,
            fresh_within,
        })
    }
}

/// What a proposal says that was made by a newer program.
fn newer() -> Text {
    say("proposals-newer")
}

impl Act {
    /// In the audit's column for a service provider; nothing where none is concerned.
    pub(super) fn about(&self) -> &str {
        match self {
            Self::Put { entity_id, .. } | Self::Remove { entity_id, .. } => entity_id,
            Self::SwitchKey { .. } | Self::SecondPerson { .. } => "",
        }
    }

    /// What it would register, for one that registers something.
    pub(super) fn metadata(&self) -> Option<&[u8]> {
        if let Self::Put { metadata, .. } = self { Some(metadata.as_bytes()) } else { None }
    }

    /// In a sentence.
    pub(super) fn title(&self) -> Text {
        match self {
            Self::Put { name, version: 0, .. } => say("proposals-connect").with("name", name),
            Self::Put { name, .. } => say("proposals-change").with("name", name),
            Self::Remove { name, .. } => say("proposals-remove").with("name", name),
            Self::SwitchKey { kind, .. } => title(kind),
            Self::SecondPerson { needed: true, .. } => say("proposals-need-second-person"),
            Self::SecondPerson { needed: false, .. } => say("proposals-need-no-second-person"),
        }
    }

    /// Whether this person's roles do such a thing at this moment: alone where nobody chose otherwise, with a second person where
    /// somebody did.
    pub(super) fn may_be_done_by(&self, person: &impl Acting, now: OffsetDateTime) -> bool {
        let roles: &[Role] = match self {
            Self::Put { .. } | Self::Remove { .. } | Self::SwitchKey { .. } => &FEDERATION,
            Self::SecondPerson { .. } => &[Role::Owner],
        };
        let hold = person.roles_until().is_none_or(|until| now.unix_timestamp() < until);
        hold && roles.iter().any(|role| person.has_role(*role))
    }

    /// What would be registered, with its metadata as it would be stored, for one that registers something.
    ///
    /// # Errors
    /// Why it cannot be any more, in words: metadata that has expired meanwhile, or that this program does not take.
    pub(super) fn registered(&self, now: OffsetDateTime) -> Result<(ServiceProvider, Vec<u8>), Text> {
        let Self::Put { metadata, released, allow_http_acs, options, .. } = self else {
            return Err(say("proposals-registers-nothing"));
        };
        let options = options.clone().options().ok_or_else(newer)?;
        let policy = AcceptPolicy { allow_http_acs: *allow_http_acs };
        let parsed = parse_sp(metadata.as_bytes(), &policy, now).map_err(|error| metadata_error(&error))?;
        options.check(&parsed.metadata).map_err(options_error)?;
        Ok((ServiceProvider::new(parsed.metadata, released.clone(), options), parsed.stored_xml))
    }

    /// Why it cannot be carried out any more, as it lies there.
    pub(super) fn fault(&self, now: OffsetDateTime) -> Option<Text> {
        match self {
            Self::Put { .. } => self.registered(now).err(),
            Self::Remove { .. } | Self::SwitchKey { .. } | Self::SecondPerson { .. } => None,
        }
    }
}

/// By which a row is known again, or that there is none.
fn mark(row: Option<&ServiceProviderRow>) -> Vec<u8> {
    row.map(|row| row.mac.clone()).unwrap_or_default()
}

impl Federation {
    async fn row_in(&self, db: &mut PgConnection, entity_id: &str) -> Result<Option<ServiceProviderRow>, DbError> {
        db::service_provider::by_entity_id(db, self.parts.org, entity_id).await
    }

    /// The row there is in this transaction, if that is what somebody looked at.
    async fn looked_at(
        &self,
        db: &mut PgConnection,
        entity_id: &str,
        version: u64,
    ) -> Result<Option<ServiceProviderRow>, RegistryError> {
        let row = self.row_in(db, entity_id).await?;
        match row.as_ref().map_or(0, |row| row.version) == version {
            true => Ok(row),
            false => Err(RegistryError::Changed),
        }
    }

    /// What somebody wants of an application, from the row as it is in this transaction: that it is registered so, or that it goes.
    ///
    /// # Errors
    /// `Changed` where that is not what they looked at.
    pub(in crate::federation) async fn to_change(
        &self,
        db: &mut PgConnection,
        (entity_id, looked_at): (&str, u64),
        wanted: Option<Wanted<'_>>,
    ) -> Result<Act, RegistryError> {
        let from = mark(self.looked_at(db, entity_id, looked_at).await?.as_ref());
        // By the name that it has; what it would be called is for the comparison.
        let known = self.find_in(db, entity_id).await?.map(|sp| sp.name().to_owned());
        let called = wanted.as_ref().map_or(entity_id, |wanted| wanted.name);
        let (entity_id, name) = (entity_id.to_owned(), known.unwrap_or_else(|| called.to_owned()));
        Ok(match wanted {
            None => {
                let delivered = Some(Stored::of(db, self, &entity_id).await?.digest().to_vec());
                Act::Remove { entity_id, name, version: looked_at, from, delivered }
            }
            Some(Wanted { metadata, choices, .. }) => Act::Put {
                entity_id,
                name,
                metadata: String::from_utf8_lossy(metadata).into_owned(),
                released: choices.released.clone(),
                allow_http_acs: choices.allow_http_acs,
                options: Chosen::of(&choices.options),
                version: looked_at,
                from,
            },
        })
    }

    /// Whether a change can be made as things stand, as far as it is about the change.
    pub(super) async fn act_standing(&self, db: &mut PgConnection, act: &Act) -> Result<Standing, ApprovalError> {
        if !self.is_as_it_was(db, act).await? {
            return Ok(Standing::Stale);
        }
        if let Act::SwitchKey { kind, key, from } = act {
            return Ok(self.key_standing(kind, key, from).await);
        }
        Ok(act.fault(self.parts.clock.now()).map_or(Standing::Open, Standing::Over))
    }

    /// Whether everything in the database that it started from is as it was.
    pub(super) async fn is_as_it_was(&self, db: &mut PgConnection, act: &Act) -> Result<bool, ApprovalError> {
        Ok(match act {
            Act::Put { entity_id, from, .. } => mark(self.row_in(db, entity_id).await?.as_ref()) == *from,
            Act::Remove { entity_id, from, delivered, .. } => {
                let now = Stored::of(db, self, entity_id).await?.digest();
                mark(self.row_in(db, entity_id).await?.as_ref()) == *from
                    && delivered.as_ref().is_none_or(|then| *then == now)
            }
            // The keepers say.
            Act::SwitchKey { .. } => true,
            Act::SecondPerson { version, .. } => self.second_person(db).await?.version == *version,
        })
    }

    /// Does it, in the transaction that the caller commits, and says what is to go on record of it, if that is not done: last of all, since
    /// some of it ends things whatever becomes of the transaction.
    pub(super) async fn apply(
        &self,
        transaction: &mut PgConnection,
        act: Act,
        by: AccountId,
    ) -> Result<Vec<ToRecord>, ApprovalError> {
        let by_them = |event, about: String| ToRecord::new(event, Subject::Account(by), about);
        Ok(match act {
            Act::Put { metadata, released, allow_http_acs, options, version, .. } => {
                let options = options.options().ok_or_else(|| ApprovalError::Over(newer()))?;
                let registration = Registration { metadata: metadata.as_bytes(), released, allow_http_acs, options };
                let put = self.write(transaction, registration, Some(version)).await?;
                vec![by_them(Event::ServiceProviderPut, put.entity_id)]
            }
            Act::Remove { entity_id, version, .. } => {
                let Cleared { mut ended, .. } = self.clear(transaction, &entity_id, Some(version)).await?;
                ended.push(by_them(Event::ServiceProviderRemoved, entity_id));
                ended
            }
            Act::SwitchKey { kind, key, .. } => {
                self.apply_switch((&kind, &key), by).await?;
                Vec::new()
            }
            Act::SecondPerson { needed, version } => vec![self.choose(transaction, needed, Some(version)).await?],
        })
    }
}
