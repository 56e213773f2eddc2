//! The signature algorithms of passkeys, and the encoding of their signatures.
use p256::ecdsa::Signature;

/// The algorithms that the portal accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256.
    P256,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rsa,
    Ed25519,
}

impl Algorithm {
    /// The algorithm with this COSE number, which is also how it is stored.
    pub fn of(number: i64) -> Option<Self> {
        match number {
            -7 => Some(Self::P256),
            -257 => Some(Self::Rsa),
            -8 => Some(Self::Ed25519),
            _ => None,
        }
    }

    /// Converts the signature of an authenticator into the encoding that `edge::verify` takes: ECDSA from DER
    /// to fixed length.
    pub fn plain(self, signature: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::P256 => Some(Signature::from_der(signature).ok()?.to_bytes().to_vec()),
            Self::Rsa | Self::Ed25519 => Some(signature.to_vec()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(der: &[u8]) -> Option<Vec<u8>> {
        Algorithm::P256.plain(der)
    }

    fn der(r: &[u8], s: &[u8]) -> Vec<u8> {
        let integer = |it: &[u8]| [&[2, u8::try_from(it.len()).unwrap()], it].concat();
        let body = [integer(r), integer(s)].concat();
        [vec![0x30, u8::try_from(body.len()).unwrap()], body].concat()
    }

    #[test]
    fn numbers_of_any_length_are_padded_to_32_bytes() {
        let high = [&[0][..], &[0xee; 32]].concat();
        let it = fixed(&der(&high, &[1])).unwrap();
        assert_eq!((&it[..32], &it[32..63], it[63]), (&[0xee; 32][..], &[0; 31][..], 1));
        let it = fixed(&der(&[0x7f; 32], &[0, 0x80])).unwrap();
        assert_eq!((&it[..32], it[62], it[63]), (&[0x7f; 32][..], 0, 0x80));
    }

    #[test]
    fn only_canonical_der_is_accepted() {
        let good = der(&[5], &[6]);
        assert!(fixed(&good).is_some());
        for bad in [
            der(&[0, 5], &[6]),
            der(&[0x80], &[6]),
            der(&[], &[6]),
            der(&[1; 33], &[6]),
            der(&[0], &[6]),
            der(&[&[0][..], &[0xff; 33]].concat(), &[6]),
            [good.clone(), vec![0]].concat(),
            good[..good.len() - 1].to_vec(),
            [&[0x30, 0x81, 6][..], &good[2..]].concat(),
            [&[0x31][..], &good[1..]].concat(),
            vec![],
            vec![0x30],
        ] {
            assert_eq!(fixed(&bad), None, "{bad:?}");
        }
    }
}
