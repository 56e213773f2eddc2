//! Signatures of passkeys: by which algorithm, and in which form.

/// Those that devices are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256.
    P256,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rsa,
    Ed25519,
}

impl Algorithm {
    /// By its number in COSE, which is how devices name it and how it is stored.
    pub fn of(number: i64) -> Option<Self> {
        match number {
            -7 => Some(Self::P256),
            -257 => Some(Self::Rsa),
            -8 => Some(Self::Ed25519),
            _ => None,
        }
    }

    /// A signature as a device makes it, in the form that verifying takes.
    pub fn plain(self, signature: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::P256 => fixed(signature).map(|it| it.to_vec()),
            Self::Rsa | Self::Ed25519 => Some(signature.to_vec()),
        }
    }
}

/// The two numbers of an ECDSA signature in DER, 32 bytes each. Only its one encoding is taken.
fn fixed(der: &[u8]) -> Option<[u8; 64]> {
    let (body, rest) = element(0x30, der)?;
    let (r, body) = element(0x02, body)?;
    let (s, end) = element(0x02, body)?;
    if !rest.is_empty() || !end.is_empty() {
        return None;
    }
    let mut whole = [0; 64];
    let (first, second) = whole.split_at_mut(32);
    placed(r, first)?;
    placed(s, second)?;
    Some(whole)
}

/// What is in an element of this tag, and what follows it. None of these is longer than 127 bytes.
fn element(tag: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (head, rest) = der.split_first_chunk::<2>()?;
    let [found, length] = *head;
    (found == tag && length < 0x80).then(|| rest.split_at_checked(usize::from(length)))?
}

/// A positive integer without needless zeros, at the end of its 32 bytes.
fn placed(integer: &[u8], into: &mut [u8]) -> Option<()> {
    let digits = match integer {
        [] => return None,
        [0, next, ..] if *next < 0x80 => return None,
        [0, digits @ ..] => digits,
        [first, ..] if *first >= 0x80 => return None,
        digits => digits,
    };
    let start = into.len().checked_sub(digits.len())?;
    into.get_mut(start..)?.copy_from_slice(digits);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn der(r: &[u8], s: &[u8]) -> Vec<u8> {
        let integer = |it: &[u8]| [&[2, u8::try_from(it.len()).unwrap()], it].concat();
        let body = [integer(r), integer(s)].concat();
        [vec![0x30, u8::try_from(body.len()).unwrap()], body].concat()
    }

    #[test]
    fn short_and_long_numbers_find_their_place() {
        let high = [&[0][..], &[0xff; 32]].concat();
        let it = fixed(&der(&high, &[1])).unwrap();
        assert_eq!((&it[..32], &it[32..63], it[63]), (&[0xff; 32][..], &[0; 31][..], 1));
        let it = fixed(&der(&[0x7f; 32], &[0, 0x80])).unwrap();
        assert_eq!((&it[..32], it[62], it[63]), (&[0x7f; 32][..], 0, 0x80));
    }

    #[test]
    fn a_number_is_encoded_in_one_way_only() {
        let good = der(&[5], &[6]);
        assert!(fixed(&good).is_some());
        for bad in [
            der(&[0, 5], &[6]),
            der(&[0x80], &[6]),
            der(&[], &[6]),
            der(&[1; 33], &[6]),
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
