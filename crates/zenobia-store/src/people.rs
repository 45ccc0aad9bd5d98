//! People who may come in over the network, and their tokens. Whoever only has decided something is a user without a role.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::engine::{Conflict, Value, first, number, transaction};
use crate::error::{Error, Result};
use crate::store::{Store, now};

/// Somebody who may come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct User {
    /// What they are called.
    pub name: String,
    /// What they may do.
    pub role: String,
    /// When they were first known, ISO 8601.
    pub added: String,
    /// Whether they have a password.
    pub password: bool,
}

/// A token: a key for a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Token {
    /// Its number.
    pub id: i64,
    /// Whose it is; it may do what they may.
    pub person: String,
    /// What it is for.
    pub label: String,
    /// When it was made, ISO 8601.
    pub made: String,
}

impl Store {
    /// Those who may come in, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn people(&mut self) -> Result<Vec<User>> {
        let sql = "SELECT name, role, added, CASE WHEN password IS NULL THEN 0 ELSE 1 END FROM users \
                   WHERE role IS NOT NULL ORDER BY name";
        let mut people = Vec::new();
        self.engine.each(sql, &[], &mut |row| {
            let password = row.get(3).and_then(Value::int) == Some(1);
            let mut text = |at: usize| row.get_mut(at).map(Value::take_text).unwrap_or_default();
            people.push(User { name: text(0), role: text(1), added: text(2), password });
            Ok(())
        })?;
        Ok(people)
    }

    /// The role of somebody, and their password as it is kept; `None` for somebody who may not come in.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn person(&mut self, name: &str) -> Result<Option<(String, Option<String>)>> {
        let sql = "SELECT role, password FROM users WHERE name = ?1 AND role IS NOT NULL";
        let found = first(self.engine.as_mut(), sql, &[name.into()])?;
        Ok(found.map(|mut row| {
            let mut take = |at: usize| row.get_mut(at).and_then(Value::take_some);
            (take(0).unwrap_or_default(), take(1))
        }))
    }

    /// Lets somebody in, with a role, and with a password as it is kept; without one theirs stays.
    ///
    /// # Errors
    /// When the name is empty, or the database cannot be written.
    pub fn keep_person(&mut self, name: &str, role: &str, password: Option<&str>) -> Result<()> {
        if name.trim().is_empty() || name.trim() != name || name.chars().any(char::is_control) {
            return Err(Error::Question("a user needs a name, without blanks around it".to_owned()));
        }
        let sql = "INSERT INTO users (id, name, added, role, password) \
                   VALUES ((SELECT coalesce(max(id), 0) + 1 FROM users), ?1, ?2, ?3, ?4) \
                   ON CONFLICT (name) DO UPDATE SET role = ?3, password = coalesce(?4, users.password)";
        let values = [name.into(), now().into(), role.into(), password.map(str::to_owned).into()];
        transaction(self.engine.as_mut(), |engine| engine.run(sql, &values).map(drop))
    }

    /// Lets somebody in no more, and forgets their tokens; what they decided stays. Whether they could come in before.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn remove_person(&mut self, name: &str) -> Result<bool> {
        transaction(self.engine.as_mut(), |engine| {
            engine.run("DELETE FROM tokens WHERE person = ?1", &[name.into()])?;
            let sql = "UPDATE users SET role = NULL, password = NULL WHERE name = ?1 AND role IS NOT NULL";
            Ok(engine.run(sql, &[name.into()])? > 0)
        })
    }

    /// All tokens, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn tokens(&mut self) -> Result<Vec<Token>> {
        let mut tokens = Vec::new();
        self.engine.each("SELECT id, person, label, made FROM tokens ORDER BY id", &[], &mut |row| {
            let id = row.first().and_then(Value::int).unwrap_or_default();
            let mut text = |at: usize| row.get_mut(at).map(Value::take_text).unwrap_or_default();
            tokens.push(Token { id, person: text(1), label: text(2), made: text(3) });
            Ok(())
        })?;
        Ok(tokens)
    }

    /// Keeps a token by its digest; the token itself is not kept anywhere.
    ///
    /// # Errors
    /// When the person may not come in, or the database cannot be written.
    pub fn keep_token(&mut self, person: &str, label: &str, digest: &str) -> Result<Token> {
        if self.person(person)?.is_none() {
            return Err(Error::Question(format!("there is no user {person:?}")));
        }
        transaction(self.engine.as_mut(), |engine| {
            let id = number(engine, "SELECT coalesce(max(id), 0) FROM tokens", &[])? + 1;
            let made = now();
            let row = vec![id.into(), person.into(), label.into(), digest.into(), made.as_str().into()];
            engine.fill("tokens", &["id", "person", "label", "digest", "made"], &[row], Conflict::Refuse)?;
            Ok(Token { id, person: person.to_owned(), label: label.to_owned(), made })
        })
    }

    /// Whose token has a digest, and their role.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn token(&mut self, digest: &str) -> Result<Option<(String, String)>> {
        let sql = "SELECT u.name, u.role FROM tokens t JOIN users u ON u.name = t.person \
                   WHERE t.digest = ?1 AND u.role IS NOT NULL";
        let found = first(self.engine.as_mut(), sql, &[digest.into()])?;
        Ok(found.map(|mut row| {
            let mut take = |at: usize| row.get_mut(at).map(Value::take_text).unwrap_or_default();
            (take(0), take(1))
        }))
    }

    /// Forgets a token; whether there was one.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn remove_token(&mut self, id: i64) -> Result<bool> {
        transaction(
            self.engine.as_mut(),
            |engine| Ok(engine.run("DELETE FROM tokens WHERE id = ?1", &[id.into()])? > 0),
        )
    }
}
