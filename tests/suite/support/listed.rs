//! Accounts with entries in the directory, of a real one's size and seal, written past everything: for as many as nobody enrols.

use senza::db;
use senza::db::directory::DirectoryRow;
use senza::domain::{AccountId, Handle, OrgId, SecretText, SystemRandom, random};
use senza::keeper::Keeper;
use senza::sign_in::row_macs;
use senza::vault::directory::{Entry, seal_entry};
use sqlx::PgPool;
use uuid::Uuid;

/// The nth signs in as `m{n}@hospital.example` and is called `Person No{n} of Many`.
pub async fn list_many(pool: &PgPool, keeper: &Keeper, org: OrgId, many: usize) {
    let mut db = pool.acquire().await.unwrap();
    let ring = db::keyring::read(&mut db, org).await.unwrap().unwrap();
    let (public, epoch) = (ring.public.unwrap(), ring.epoch);
    let (mut ids, mut handles) = (Vec::<Uuid>::new(), Vec::<Vec<u8>>::new());
    let (mut all, mut macs) = (Vec::<Vec<u8>>::new(), Vec::<Vec<u8>>::new());
    for n in 0..many {
        let (account, handle) = (AccountId::random(&SystemRandom), Handle(random::octets(&SystemRandom)));
        let text = |text: String| SecretText::new(text);
        let entry = Entry {
            handle,
            identifier: text(format!("m{n}@hospital.example")),
            names: vec![text(format!("Person No{n} of Many"))],
            contacts: vec![text(format!("person.{n}@hospital.example")), text(format!("+39 02 {n:05}"))],
        };
        let sealed = seal_entry(&public, org, account, epoch, &entry.encode().unwrap(), &SystemRandom).unwrap();
        let row = DirectoryRow { account, epoch, sealed, mark: Vec::new(), mac: Vec::new() };
        macs.push(keeper.row_mac(row_macs::directory(org, &row)).await.unwrap().to_vec());
        ids.push(account.0);
        handles.push(handle.as_bytes().to_vec());
        all.push(row.sealed);
    }
    let accounts = "insert into account (id, org_id, handle, state, created_on, inbox_public, inbox_mac, inbox_version)
         select id, $1, handle, 'active', current_date, handle, handle, 1 from unnest($2::uuid[], $3::bytea[]) as t (id, handle)";
    sqlx::query(accounts).bind(org.0).bind(&ids).bind(&handles).execute(&mut *db).await.unwrap();
    let entries = "insert into directory (account_id, epoch, sealed, mark, mac)
         select id, $1, sealed, '\\x00', mac from unnest($2::uuid[], $3::bytea[], $4::bytea[]) as t (id, sealed, mac)";
    let entries = sqlx::query(entries).bind(i32::try_from(epoch).unwrap()).bind(&ids).bind(&all).bind(&macs);
    entries.execute(&mut *db).await.unwrap();
}
