//! What is shared in memory is written where it is used, and read as each one's own.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A list of shared values.
pub(super) mod many {
    use super::{Arc, Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<T: Serialize, S: Serializer>(all: &[Arc<T>], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(all.iter().map(|one| &**one))
    }

    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(input: D) -> Result<Vec<Arc<T>>, D::Error> {
        Ok(Vec::<T>::deserialize(input)?.into_iter().map(Arc::new).collect())
    }
}

/// A shared value, or none.
pub(super) mod one {
    use super::{Arc, Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<T: Serialize, S: Serializer>(one: &Option<Arc<T>>, serializer: S) -> Result<S::Ok, S::Error> {
        one.as_deref().serialize(serializer)
    }

    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(input: D) -> Result<Option<Arc<T>>, D::Error> {
        Ok(Option::<T>::deserialize(input)?.map(Arc::new))
    }
}

/// Shared words, or none.
pub(super) mod text {
    use super::{Arc, Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(text: &Option<Arc<str>>, serializer: S) -> Result<S::Ok, S::Error> {
        text.as_deref().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Arc<str>>, D::Error> {
        Ok(Option::<String>::deserialize(input)?.map(Arc::from))
    }
}
