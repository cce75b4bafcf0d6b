//! Applications connected, changed and removed by a program, which says which state of one it saw. What a person proves with a second
//! factor, its token says; what takes two people takes them here too.

use super::approvals::{FEDERATION, Wanted};
use super::scope_rows::Stored;
use super::{
    ApprovalError, Choices, Declaration, DeclaredError, Federation, Outcome, Plan, Put, Registration, RegistryError,
};
use crate::db::service_provider::ServiceProviderRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::May;
use crate::saml::metadata::{AcceptPolicy, parse_sp};
use crate::sign_in::acting::Acting as _;
use crate::sign_in::tokens::{Administering, TokenError};
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use data_encoding::HEXLOWER;

/// Which state of an application a program saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saw {
    /// That there is none.
    Nothing,
    /// The one of this tag.
    Tag(String),
}

/// Why it was not done. In every case nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum ByProgramError {
    #[error("it is not as the program saw it")]
    Unseen,
    #[error("it does not say what it saw")]
    Unsaid,
    #[error("there is no such application")]
    Unknown,
    #[error("its metadata is that of {0}")]
    Another(String),
    #[error(transparent)]
    Token(#[from] TokenError),
    #[error(transparent)]
    Registry(RegistryError),
    #[error(transparent)]
    Approval(ApprovalError),
    #[error(transparent)]
    Declared(DeclaredError),
}

impl From<RegistryError> for ByProgramError {
    fn from(error: RegistryError) -> Self {
        match error {
            RegistryError::Changed => Self::Unseen,
            RegistryError::Ended(cause) => TokenError::None(cause).into(),
            error => Self::Registry(error),
        }
    }
}

impl From<ApprovalError> for ByProgramError {
    fn from(error: ApprovalError) -> Self {
        match error {
            ApprovalError::Registry(error @ RegistryError::Ended(_)) => error.into(),
            error => Self::Approval(error),
        }
    }
}

impl From<DbError> for ByProgramError {
    fn from(error: DbError) -> Self {
        RegistryError::from(error).into()
    }
}

impl From<DeclaredError> for ByProgramError {
    fn from(error: DeclaredError) -> Self {
        match error {
            DeclaredError::Registry(error) => error.into(),
            error @ (DeclaredError::Faults(_) | DeclaredError::Limits(_) | DeclaredError::Interrupted) => {
                Self::Declared(error)
            }
        }
    }
}

/// By which a state of an application is known again. Not its version alone: one that was removed and connected anew counts from 1 as well.
/// With what it is delivered, since that ends with it.
fn tag_of(row: &ServiceProviderRow, delivered: &Stored) -> String {
    let digest = sha256(&lp(&[&row.mac, &delivered.digest()]));
    format!("\"{}-{}\"", row.version, HEXLOWER.encode(digest.get(..8).unwrap_or_default()))
}

impl Federation {
    /// Of the row that lies there, whatever it is worth; as an `ETag` has it.
    ///
    /// # Errors
    /// The database is away.
    pub async fn tag(&self, entity_id: &str) -> Result<Option<String>, RegistryError> {
        let Some(row) = self.row(entity_id).await? else { return Ok(None) };
        Ok(Some(tag_of(&row, &self.stored_scopes(entity_id).await?)))
    }

    /// The version of what is there in this transaction, 0 for nothing, if that is what the program saw.
    async fn seen_in(&self, db: &mut PgConnection, entity_id: &str, saw: &Saw) -> Result<u64, ByProgramError> {
        match saw {
            Saw::Tag(tag) => self.tagged_in(db, entity_id, tag).await?.ok_or(ByProgramError::Unseen),
            Saw::Nothing => match db::service_provider::by_entity_id(db, self.parts.org, entity_id).await? {
                None => Ok(0),
                Some(_) => Err(ByProgramError::Unseen),
            },
        }
    }

    /// The version of what is there in this transaction, if its state is that of this tag.
    pub(super) async fn tagged_in(
        &self,
        db: &mut PgConnection,
        entity_id: &str,
        tag: &str,
    ) -> Result<Option<u64>, RegistryError> {
        let row = db::service_provider::by_entity_id(db, self.parts.org, entity_id).await?;
        let delivered = Stored::of(db, self, entity_id).await?;
        Ok(row.filter(|row| tag_of(row, &delivered) == tag).map(|row| row.version))
    }

    /// Connects one, or replaces all that is registered of it.
    ///
    /// # Errors
    /// See [`ByProgramError`].
    pub async fn put_by(
        &self,
        by: &Administering,
        (entity_id, metadata): (&str, &[u8]),
        choices: Choices,
        saw: &Saw,
        request_id: &str,
    ) -> Result<Outcome<Put>, ByProgramError> {
        by.needs(May::Applications, &FEDERATION)?;
        let policy = AcceptPolicy { allow_http_acs: choices.allow_http_acs };
        let parsed = parse_sp(metadata, &policy, self.parts.clock.now()).map_err(RegistryError::from)?;
        choices.options.check(&parsed.metadata).map_err(RegistryError::from)?;
        if parsed.metadata.entity_id != entity_id {
            return Err(ByProgramError::Another(parsed.metadata.entity_id));
        }
        let mut transaction = by.begin(&self.parts).await?;
        let looked_at = self.seen_in(&mut transaction, entity_id, saw).await?;
        by.on_record(&self.parts, request_id).await.map_err(RegistryError::from)?;
        if self.is_second_person_needed(&mut transaction).await? {
            let name = parsed.metadata.display_name.as_deref().unwrap_or(entity_id);
            let wanted = Wanted { name, metadata: &parsed.stored_xml, choices: &choices };
            let act = self.to_change(&mut transaction, (entity_id, looked_at), Some(wanted)).await?;
            return Ok(Outcome::Waits(self.propose(transaction, by, act, request_id).await?));
        }
        let Choices { released, options, allow_http_acs } = choices;
        let registration = Registration { metadata, released, allow_http_acs, options };
        let put = self.put_in(transaction, registration, Some(looked_at), Some(by.account()), request_id).await?;
        Ok(Outcome::Done(put))
    }

    /// Removes one, with its keys.
    ///
    /// # Errors
    /// See [`ByProgramError`].
    pub async fn remove_seen_by(
        &self,
        by: &Administering,
        entity_id: &str,
        tag: &str,
        request_id: &str,
    ) -> Result<Outcome<bool>, ByProgramError> {
        by.needs(May::Applications, &FEDERATION)?;
        let mut transaction = by.begin(&self.parts).await?;
        if db::service_provider::by_entity_id(&mut transaction, self.parts.org, entity_id).await?.is_none() {
            return Err(ByProgramError::Unknown);
        }
        let looked_at = self.seen_in(&mut transaction, entity_id, &Saw::Tag(tag.to_owned())).await?;
        by.on_record(&self.parts, request_id).await.map_err(RegistryError::from)?;
        if self.is_second_person_needed(&mut transaction).await? {
            let act = self.to_change(&mut transaction, (entity_id, looked_at), None).await?;
            return Ok(Outcome::Waits(self.propose(transaction, by, act, request_id).await?));
        }
        let by = Some(by.account());
        Ok(Outcome::Done(self.remove_in(transaction, entity_id, Some(looked_at), by, request_id).await?))
    }

    /// What would be done, for a program whose token serves still: what it sent may have taken long to come.
    ///
    /// # Errors
    /// See [`ByProgramError`].
    pub async fn plan_by(
        &self,
        by: &Administering,
        declaration: Declaration,
    ) -> Result<(Plan, String), ByProgramError> {
        by.needs(May::Applications, &FEDERATION)?;
        by.still_serves(&self.parts).await?;
        Ok(self.plan_seen(declaration).await?)
    }

    /// Has all be as declared, or nothing; where something is to be done, of the state that the program saw. The tag is that of what is there,
    /// where nothing was done. Where it takes two people, nothing: one application at a time is proposed.
    ///
    /// # Errors
    /// See [`ByProgramError`].
    pub async fn declare_by(
        &self,
        by: &Administering,
        declaration: Declaration,
        saw: Option<&str>,
        request_id: &str,
    ) -> Result<(Plan, String), ByProgramError> {
        by.needs(May::Applications, &FEDERATION)?;
        let planned = self.planned(declaration).await?;
        if planned.is_empty() {
            by.still_serves(&self.parts).await?;
            let tag = planned.tag().to_owned();
            return Ok((planned.into_plan(), tag));
        }
        {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            self.alone(&mut db, Some(by.account())).await?;
        }
        if saw.ok_or(ByProgramError::Unsaid)? != planned.tag() {
            return Err(ByProgramError::Unseen);
        }
        let mut transaction = by.begin(&self.parts).await?;
        // Nobody else declares, adds a purpose, or acts by a token, from here on: what was compared is what is there still.
        if self.declared_tag(&mut transaction).await? != planned.tag() {
            return Err(ByProgramError::Unseen);
        }
        by.on_record(&self.parts, request_id).await.map_err(RegistryError::from)?;
        let plan = self.written(transaction, planned, Some(by.account()), request_id).await?;
        // What is there now, a look tells.
        Ok((plan, String::new()))
    }
}
