use super::*;
use crate::keeper::testing::TestFolder;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn read(folder: &Folder) -> Result<Option<Vec<u8>>, FolderError> {
    Ok(folder.lock()?.read()?.map(|octets| octets.to_vec()))
}

#[test]
fn folder_and_file_are_the_owner_s_alone() {
    let test = TestFolder::new();
    let folder = Folder::open(&test.path).unwrap();
    assert_eq!(read(&folder).unwrap(), None);
    folder.lock().unwrap().write(&KeyFile::of(b"keys")).unwrap();
    assert_eq!(read(&folder).unwrap().as_deref(), Some(b"keys".as_slice()));
    assert_eq!((mode(&test.path), mode(&test.path.join(KEYS))), (0o700, 0o600));
    assert!(!test.path.join("keys.json.new").exists());
}

#[test]
fn a_file_that_others_can_read_is_refused_with_a_way_forward() {
    let test = TestFolder::new();
    let folder = Folder::open(&test.path).unwrap();
    folder.lock().unwrap().write(&KeyFile::of(b"keys")).unwrap();
    for bad in [0o640, 0o604, 0o620, 0o601] {
        set_mode(&test.path.join(KEYS), bad);
        let error = read(&folder).unwrap_err();
        assert!(matches!(error, FolderError::Mode { .. }), "{bad:o}");
        assert!(error.to_string().contains("chmod 600"), "{error}");
    }
    set_mode(&test.path.join(KEYS), 0o400);
    assert!(read(&folder).is_ok());
}

#[test]
fn a_folder_that_others_can_write_is_refused() {
    let test = TestFolder::new();
    Folder::open(&test.path).unwrap();
    for bad in [0o770, 0o702] {
        set_mode(&test.path, bad);
        assert!(matches!(Folder::open(&test.path), Err(FolderError::Mode { .. })), "{bad:o}");
    }
    set_mode(&test.path, 0o755);
    assert!(Folder::open(&test.path).is_ok());
}

#[test]
fn another_s_file_is_refused() {
    assert!(matches!(check_owner(Path::new("/keys"), 5, 6), Err(FolderError::Owner { owner: 5, user: 6, .. })));
    assert!(check_owner(Path::new("/keys"), 5, 5).is_ok());
}

#[test]
fn a_symbolic_link_in_the_file_s_place_is_refused() {
    let test = TestFolder::new();
    let folder = Folder::open(&test.path).unwrap();
    std::fs::write(test.path.join("elsewhere"), b"keys").unwrap();
    set_mode(&test.path.join("elsewhere"), 0o600);
    std::os::unix::fs::symlink(test.path.join("elsewhere"), test.path.join(KEYS)).unwrap();
    assert!(matches!(read(&folder), Err(FolderError::Io { .. })));
}

#[test]
fn what_was_replaced_is_overwritten() {
    let test = TestFolder::new();
    let folder = Folder::open(&test.path).unwrap();
    folder.lock().unwrap().write(&KeyFile::of(b"old keys")).unwrap();
    // A second name for the old file, to see what becomes of its octets.
    std::fs::hard_link(test.path.join(KEYS), test.path.join("witness")).unwrap();
    folder.lock().unwrap().write(&KeyFile::of(b"new")).unwrap();
    assert_eq!(std::fs::read(test.path.join("witness")).unwrap(), [0; 8]);
    assert_eq!(read(&folder).unwrap().unwrap(), b"new");
}

#[test]
fn what_a_crash_left_behind_is_in_nobody_s_way() {
    let test = TestFolder::new();
    let folder = Folder::open(&test.path).unwrap();
    std::fs::write(test.path.join("keys.json.new"), b"half a k").unwrap();
    // A second name, to see what becomes of its octets.
    std::fs::hard_link(test.path.join("keys.json.new"), test.path.join("witness")).unwrap();
    assert_eq!(read(&folder).unwrap(), None);
    folder.lock().unwrap().write(&KeyFile::of(b"keys")).unwrap();
    assert_eq!(read(&folder).unwrap().unwrap(), b"keys");
    assert_eq!(std::fs::read(test.path.join("witness")).unwrap(), [0; 8]);
}

#[test]
fn a_request_s_key_is_destroyed_where_it_lay() {
    let test = TestFolder::new();
    let folder = Folder::open(&test.path).unwrap();
    let locked = folder.lock().unwrap();
    locked.write_request(b"private").unwrap();
    assert_eq!(mode(&test.path.join(REQUEST)), 0o600);
    std::fs::hard_link(test.path.join(REQUEST), test.path.join("witness")).unwrap();
    locked.destroy_request().unwrap();
    assert!(locked.read_request().unwrap().is_none());
    assert_eq!(std::fs::read(test.path.join("witness")).unwrap(), [0; 7]);
    locked.destroy_request().unwrap();
}
