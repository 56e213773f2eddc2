//! The configuration of the deployment. The portal does not serve with one that is unsafe.
use crate::kit::keys::Keys;

#[derive(Clone)]
pub struct Config {
    /// On a developer's machine: cookies without `Secure`, the text of mails shown in the portal, and a
    /// start page that lists the demo logins.
    pub local: bool,
    /// The portal's domain, without a port. Each workspace has a host one label below it.
    pub domain: String,
    /// Scheme, domain and port for links in mails: `https://portal.example`.
    pub origin: String,
    /// The address mails are sent from.
    pub mail_from: String,
    /// The domain at which mails are answered, whose mail comes to the Worker. None: answers go to the workspace's own address.
    pub reply_domain: Option<String>,
    /// Sign session cookies, links in mails, and challenges.
    pub signing_key: Keys,
    /// Hashed with every password and mailed code.
    pub pepper: Keys,
    /// Encrypt stored secrets that must be read again, such as those of authenticator apps.
    pub data_key: Keys,
    /// The portal's account at Stripe, where payments are taken online.
    pub stripe: Option<Stripe>,
    /// The mail service that is asked over HTTP, if it is used in place of the platform's own.
    pub resend: Option<Resend>,
    /// Cloudflare for `SaaS`, by which operators set up domains of their own. Without it hosts are mapped by hand.
    pub hostnames: Option<Hostnames>,
}

#[derive(Clone)]
pub struct Hostnames {
    /// The base of Cloudflare’s API, and the address that answers questions to the DNS. Tests replace them.
    pub api: String,
    pub dns: String,
    pub token: String,
    pub zone: String,
    /// Where the CNAME records of operators lead to.
    pub target: String,
}

#[derive(Clone)]
pub struct Resend {
    /// The origin of its API, which tests replace.
    pub api: String,
    pub key: String,
    /// What signs its events, as it is written there: the current one and the one before.
    pub webhook_secrets: Vec<String>,
}

#[derive(Clone)]
pub struct Stripe {
    /// The origin of its API, which tests replace.
    pub api: String,
    pub secret_key: String,
    /// The whole texts that begin with `whsec_`: the current one and the one before.
    pub webhook_secrets: Vec<String>,
}

/// Whether this build has what is for a developer's machine only.
const HAS_LOCAL: bool = cfg!(any(test, feature = "local"));

/// The least length of a secret, in bytes.
const SHORTEST: usize = 32;
/// The fewest different bytes of a secret. 32 random bytes have more, also when they are written in hex.
const FEWEST_DIFFERENT: usize = 8;
/// How the secrets begin that `scripts/setup.mjs` writes for a developer's machine. They are public.
const PUBLIC: &str = "local-only";

impl Config {
    /// Reads and checks the configuration. `var` returns the value of a variable or secret.
    ///
    /// # Errors
    /// What must be changed, in words that name variables and no values.
    pub fn read(var: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let set = |name: &str| var(name).filter(|value| !value.is_empty());
        let needed = |name: &str| set(name).ok_or_else(|| format!("{name} is not set."));
        let domain = needed("PORTAL_DOMAIN")?;
        let local = set("LOCAL").is_some_and(|value| value == "true");
        if local && domain != "localhost" {
            return Err("LOCAL is set, but PORTAL_DOMAIN is not localhost. Remove LOCAL: it is for a developer\u{2019}s machine.".to_owned());
        }
        if local && !HAS_LOCAL {
            return Err("LOCAL is set, but this build is for production. Remove LOCAL, or build with \u{201c}npm run build\u{201d}.".to_owned());
        }
        let mut secrets: Vec<(&str, String)> = Vec::new();
        let mut keys = |name, previous_name| {
            let (current, previous) = (needed(name)?, set(previous_name));
            let both = [(name, Some(&current)), (previous_name, previous.as_ref())];
            for (name, secret) in both.into_iter().filter_map(|(name, it)| Some((name, it?))) {
                if !local {
                    check(name, secret)?;
                }
                if let Some((other, _)) = secrets.iter().find(|(_, it)| it == secret) {
                    return Err(format!("{name} is the same as {other}."));
                }
                secrets.push((name, secret.clone()));
            }
            Ok(Keys::new(&current, previous.as_deref()))
        };
        Ok(Self {
            signing_key: keys("SIGNING_KEY", "SIGNING_KEY_PREVIOUS")?,
            pepper: keys("PEPPER", "PEPPER_PREVIOUS")?,
            data_key: keys("DATA_KEY", "DATA_KEY_PREVIOUS")?,
            stripe: stripe(&set, local)?,
            resend: resend(&set, local)?,
            hostnames: hostnames(&set, local, &domain)?,
            local,
            domain,
            origin: needed("PORTAL_ORIGIN")?,
            mail_from: needed("MAIL_FROM")?,
            reply_domain: set("REPLY_DOMAIN").map(|domain| domain.to_lowercase()),
        })
    }

    /// The full name of a cookie. The prefix `__Host-` binds it to its host; it needs HTTPS, so it is left
    /// out on a developer's machine.
    pub fn cookie(&self, name: &str) -> String {
        if self.local { name.to_owned() } else { format!("__Host-{name}") }
    }

    /// The origin of a host as it is stored in the table `hosts`, for links in mails.
    pub fn address_of(&self, host: &str) -> String {
        match self.origin.split_once("://") {
            Some((scheme, domain)) if !host.contains('.') => format!("{scheme}://{host}.{domain}"),
            Some((scheme, _)) => format!("{scheme}://{host}"),
            None => String::new(),
        }
    }
}

/// Reads what belongs to Stripe: all of it, or nothing.
fn stripe(set: &impl Fn(&str) -> Option<String>, local: bool) -> Result<Option<Stripe>, String> {
    let api = set("STRIPE_API").filter(|_| local);
    match (set("STRIPE_SECRET_KEY"), set("STRIPE_WEBHOOK_SECRET")) {
        (None, None) => Ok(None),
        (Some(secret_key), Some(webhook)) => Ok(Some(Stripe {
            api: api.unwrap_or_else(|| "https://api.stripe.com".to_owned()),
            secret_key,
            webhook_secrets: std::iter::once(webhook)
                .chain(set("STRIPE_WEBHOOK_SECRET_PREVIOUS"))
                .collect(),
        })),
        (Some(_), None) => Err("STRIPE_WEBHOOK_SECRET is not set.".to_owned()),
        (None, Some(_)) => Err("STRIPE_SECRET_KEY is not set.".to_owned()),
    }
}

/// Reads what belongs to Resend: all of it, or nothing.
fn resend(set: &impl Fn(&str) -> Option<String>, local: bool) -> Result<Option<Resend>, String> {
    let api = set("RESEND_API").filter(|_| local);
    match (set("RESEND_API_KEY"), set("RESEND_WEBHOOK_SECRET")) {
        (None, None) => Ok(None),
        (Some(key), Some(webhook)) => Ok(Some(Resend {
            api: api.unwrap_or_else(|| "https://api.resend.com".to_owned()),
            key,
            webhook_secrets: std::iter::once(webhook)
                .chain(set("RESEND_WEBHOOK_SECRET_PREVIOUS"))
                .collect(),
        })),
        (Some(_), None) => Err("RESEND_WEBHOOK_SECRET is not set.".to_owned()),
        (None, Some(_)) => Err("RESEND_API_KEY is not set.".to_owned()),
    }
}

/// Reads what belongs to custom hostnames: all of it, or nothing.
fn hostnames(
    set: &impl Fn(&str) -> Option<String>,
    local: bool,
    domain: &str,
) -> Result<Option<Hostnames>, String> {
    let api = set("CUSTOM_HOSTNAMES_API").filter(|_| local);
    match (set("CUSTOM_HOSTNAMES_TOKEN"), set("CUSTOM_HOSTNAMES_ZONE")) {
        (None, None) => Ok(None),
        (Some(token), Some(zone)) => Ok(Some(Hostnames {
            dns: api.as_ref().map_or_else(
                || "https://cloudflare-dns.com/dns-query".to_owned(),
                |api| format!("{api}/dns-query"),
            ),
            api: api.unwrap_or_else(|| "https://api.cloudflare.com/client/v4".to_owned()),
            token,
            zone,
            target: set("CUSTOM_HOSTNAMES_TARGET").unwrap_or_else(|| format!("customers.{domain}")),
        })),
        (Some(_), None) => Err("CUSTOM_HOSTNAMES_ZONE is not set.".to_owned()),
        (None, Some(_)) => Err("CUSTOM_HOSTNAMES_TOKEN is not set.".to_owned()),
    }
}

/// Refuses a secret that others know or could guess.
fn check(name: &str, secret: &str) -> Result<(), String> {
    const HOW: &str = "Make one with \u{201c}openssl rand -base64 32\u{201d}.";
    let different: std::collections::BTreeSet<u8> = secret.bytes().collect();
    if secret.starts_with(PUBLIC) {
        Err(format!("{name} is the public one of developers\u{2019} machines. {HOW}"))
    } else if secret.len() < SHORTEST {
        Err(format!("{name} is shorter than {SHORTEST} bytes. {HOW}"))
    } else if different.len() < FEWEST_DIFFERENT {
        Err(format!("{name} repeats few characters, so it can be guessed. {HOW}"))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: [(&str, &str); 6] = [
        ("PORTAL_DOMAIN", "portal.example"),
        ("PORTAL_ORIGIN", "https://portal.example"),
        ("MAIL_FROM", "portal@portal.example"),
        ("SIGNING_KEY", "Zt4pXq0vLr8mYw2sKd6hNb1cJf5gUe9A"),
        ("PEPPER", "b0e1f7c2a9d84635b0e1f7c2a9d84637"),
        ("DATA_KEY", "Qm7xTz3kVn9rHs5wGc1yPd8fLj2bRa6E"),
    ];

    /// What is complained about if these variables have other values; an empty one is not set.
    fn complaint(changes: &[(&str, &str)]) -> String {
        let value = |name: &str| {
            let all = changes.iter().chain(&GOOD);
            all.clone().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        };
        Config::read(value).err().unwrap_or_default()
    }

    #[test]
    fn a_sound_configuration_is_accepted() {
        assert_eq!(complaint(&[]), "");
        assert_eq!(complaint(&[("PEPPER_PREVIOUS", "Aq2sWx4eDc6rFv8tGb0yHn1uJm3iKo5p")]), "");
    }

    #[test]
    fn local_counts_only_on_localhost() {
        let refused = complaint(&[("LOCAL", "true")]);
        assert!(refused.contains("PORTAL_DOMAIN is not localhost"), "{refused}");
        for near in ["localhost.example", "mylocalhost", "LOCALHOST", "127.0.0.1", "a.localhost"] {
            assert_eq!(complaint(&[("LOCAL", "true"), ("PORTAL_DOMAIN", near)]), refused, "{near}");
        }
        let at_home = [
            ("LOCAL", "true"),
            ("PORTAL_DOMAIN", "localhost"),
            ("SIGNING_KEY", "local-only-signing-key-not-for-production-0000"),
            ("PEPPER", "local-only-pepper"),
            ("DATA_KEY", "local-only-data-key-not-for-production-00000000"),
        ];
        assert_eq!(complaint(&at_home), "");
        // Without LOCAL, localhost is held to what every other domain is.
        assert!(complaint(&at_home[1..]).contains("SIGNING_KEY is the public one"));
    }

    #[test]
    fn a_secret_is_long_secret_and_used_once() {
        for name in
            ["SIGNING_KEY", "PEPPER", "DATA_KEY", "SIGNING_KEY_PREVIOUS", "DATA_KEY_PREVIOUS"]
        {
            let with = |value| complaint(&[(name, value)]);
            assert!(
                with("Zt4pXq0vLr8mYw2sKd6hNb1cJf5gUe9").starts_with(&format!("{name} is shorter"))
            );
            assert!(with("local-only-data-key-not-for-production-00000000").contains("public"));
            assert!(with("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa").contains("guessed"));
            let twice = complaint(&[
                (name, "Zx9cVb7nMa5sDf3gHj1kQw2eRt4yUi6o"),
                ("PEPPER_PREVIOUS", "Zx9cVb7nMa5sDf3gHj1kQw2eRt4yUi6o"),
            ]);
            assert!(twice.contains("is the same as"), "{name}: {twice}");
        }
    }

    #[test]
    fn stripe_is_configured_whole_or_not_at_all() {
        let (key, secret) = (("STRIPE_SECRET_KEY", "sk_1"), ("STRIPE_WEBHOOK_SECRET", "whsec_1"));
        assert_eq!(complaint(&[key, secret]), "");
        assert_eq!(complaint(&[key]), "STRIPE_WEBHOOK_SECRET is not set.");
        assert_eq!(complaint(&[secret]), "STRIPE_SECRET_KEY is not set.");
    }

    #[test]
    fn resend_is_configured_whole_or_not_at_all() {
        let (key, secret) = (("RESEND_API_KEY", "re_1"), ("RESEND_WEBHOOK_SECRET", "whsec_1"));
        assert_eq!(complaint(&[key, secret]), "");
        assert_eq!(complaint(&[key]), "RESEND_WEBHOOK_SECRET is not set.");
        assert_eq!(complaint(&[secret]), "RESEND_API_KEY is not set.");
    }

    #[test]
    fn custom_hostnames_are_configured_whole_or_not_at_all() {
        let (token, zone) = (("CUSTOM_HOSTNAMES_TOKEN", "t"), ("CUSTOM_HOSTNAMES_ZONE", "z"));
        assert_eq!(complaint(&[token, zone]), "");
        assert_eq!(complaint(&[token]), "CUSTOM_HOSTNAMES_ZONE is not set.");
        assert_eq!(complaint(&[zone]), "CUSTOM_HOSTNAMES_TOKEN is not set.");
    }

    #[test]
    fn what_is_missing_is_named_and_no_value_is_told() {
        for (name, _) in GOOD {
            assert_eq!(complaint(&[(name, "")]), format!("{name} is not set."));
        }
        let told = complaint(&[("DATA_KEY", "my secret")]);
        assert!(told.contains("DATA_KEY") && !told.contains("my secret"), "{told}");
    }
}
