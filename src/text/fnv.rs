//! FNV-1a, 64 bits: the same on every machine and in every version, as files hold it, and fast for texts of a few bytes.
//! Source: <http://www.isthe.com/chongo/tech/comp/fnv/>.
//!
//! Nothing here withstands whoever looks for collisions: what is found by a hash is compared, or a collision costs little.

use std::hash::{BuildHasherDefault, Hasher};

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// The hash of some bytes.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    go_on(BASIS, bytes)
}

fn go_on(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

/// For tables whose keys are short texts, or hashes of ours, which need not be hashed again.
#[derive(Clone, Copy, Debug)]
pub struct Fnv(u64);

/// Makes hashers for tables.
pub type BuildFnv = BuildHasherDefault<Fnv>;

impl Default for Fnv {
    fn default() -> Self {
        Self(BASIS)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = go_on(self.0, bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_values() {
        for (text, expected) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            assert_eq!(hash(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn a_hash_of_ours_is_taken_as_it_is() {
        let mut fnv = Fnv::default();
        fnv.write_u64(7);
        assert_eq!(fnv.finish(), 7);
        let (mut whole, mut parts) = (Fnv::default(), Fnv::default());
        whole.write(b"foobar");
        parts.write(b"foo");
        parts.write(b"bar");
        assert_eq!(whole.finish(), parts.finish());
    }
}
