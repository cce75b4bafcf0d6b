//! The two statements of a dump that say what its rows are: CREATE TABLE and COPY.

/// What a declared type means for reading a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    Text,
    Bytea,
    Uuid,
    /// Of anything.
    Array,
    Other,
}

/// A table's name and its columns, in order. Tables outside the schema `public` are called `schema.table`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named<T> {
    pub(crate) table: String,
    pub(crate) columns: Vec<T>,
}

/// `COPY public.account (id, "at") FROM stdin;`
pub(crate) fn copy(line: &str) -> Option<Named<String>> {
    let rest = line.strip_prefix("COPY ")?.strip_suffix("FROM stdin;")?.trim();
    let (table, rest) = qualified(rest)?;
    let rest = rest.trim();
    let mut columns = Vec::new();
    if !rest.is_empty() {
        let mut list = rest.strip_prefix('(')?.strip_suffix(')')?.trim();
        while !list.is_empty() {
            let (column, after) = identifier(list)?;
            columns.push(column);
            list = after.trim_start();
            list = list.strip_prefix(',').unwrap_or(list).trim_start();
        }
    }
    Some(Named { table, columns })
}

/// `CREATE TABLE public.account (`, which pg_dump ends there; the columns follow, one a line.
pub(crate) fn create_table(line: &str) -> Option<String> {
    let rest = line.strip_prefix("CREATE ")?;
    let rest = rest.strip_prefix("UNLOGGED ").or_else(|| rest.strip_prefix("FOREIGN ")).unwrap_or(rest);
    let (table, rest) = qualified(rest.strip_prefix("TABLE ")?)?;
    rest.trim().starts_with('(').then_some(table)
}

/// `    sealed bytea NOT NULL,`; `None` for a constraint.
pub(crate) fn column(line: &str) -> Option<(String, Type)> {
    let line = line.trim();
    let (name, rest) = identifier(line)?;
    // pg_dump quotes a column that is called like a keyword.
    if ["CONSTRAINT", "CHECK", "EXCLUDE"].contains(&name.as_str()) && !line.starts_with('"') {
        return None;
    }
    let words = rest.trim().trim_end_matches(',');
    let declared = words.split(" NOT NULL").next()?.split(" DEFAULT ").next()?.trim();
    let text = ["text", "character", "varchar", "public.citext", "xml", "name"];
    Some((
        name,
        match declared {
            array if array.ends_with("[]") => Type::Array,
            "bytea" => Type::Bytea,
            "uuid" => Type::Uuid,
            other if text.iter().any(|kind| other.starts_with(kind)) => Type::Text,
            _ => Type::Other,
        },
    ))
}

fn qualified(text: &str) -> Option<(String, &str)> {
    let (first, rest) = identifier(text)?;
    let Some(rest) = rest.strip_prefix('.') else { return Some((first, rest)) };
    let (second, rest) = identifier(rest)?;
    Some((if first == "public" { second } else { format!("{first}.{second}") }, rest))
}

/// A bare or quoted name, and what follows it.
fn identifier(text: &str) -> Option<(String, &str)> {
    let Some(mut rest) = text.strip_prefix('"') else {
        let end = text.find(|c: char| c.is_whitespace() || ".,()\"".contains(c)).unwrap_or(text.len());
        let (name, rest) = text.split_at_checked(end)?;
        return (!name.is_empty()).then(|| (name.to_owned(), rest));
    };
    let mut name = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        name.push_str(part);
        match after.strip_prefix('"') {
            Some(after) => {
                name.push('"');
                rest = after;
            }
            None => return Some((name, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_statements_of_pg_dump() {
        assert_eq!(create_table("CREATE TABLE public.account (").unwrap(), "account");
        assert_eq!(create_table(r#"CREATE UNLOGGED TABLE other."My ""t""" ("#).unwrap(), r#"other.My "t""#);
        assert_eq!(create_table("CREATE INDEX x ON public.account (id)"), None);
        let read = copy(r#"COPY public.audit (chain, "at", "a ""b,") FROM stdin;"#).unwrap();
        assert_eq!(
            (read.table.as_str(), read.columns),
            ("audit", vec!["chain".into(), "at".into(), r#"a "b,"#.into()])
        );
        assert_eq!(copy("COPY public.nothing  FROM stdin;").unwrap().columns.len(), 0);
        assert_eq!(copy("COPY public.account TO stdout;"), None);
    }

    #[test]
    fn reads_columns_and_leaves_constraints() {
        assert_eq!(column("    sealed bytea NOT NULL,"), Some(("sealed".into(), Type::Bytea)));
        assert_eq!(column("    released text[] NOT NULL,"), Some(("released".into(), Type::Array)));
        assert_eq!(column("    state text DEFAULT 'x'::text NOT NULL"), Some(("state".into(), Type::Text)));
        assert_eq!(column("    id uuid NOT NULL,"), Some(("id".into(), Type::Uuid)));
        assert_eq!(column("    CONSTRAINT c CHECK ((state = 'a'::text))"), None);
        assert_eq!(column(r#"    "check" date,"#), Some(("check".into(), Type::Other)));
    }
}
