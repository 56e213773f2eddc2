//! The name of a device, read from the `User-Agent` header of its browser.
use super::text;

/// What a `User-Agent` contains, and the browser's name. Browsers that also name another one come first.
const BROWSERS: [(&str, &str); 11] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("HeadlessChrome", "Chrome"),
    ("Chrome", "Chrome"),
    ("GSA/", "Google app"),
    ("Safari", "Safari"),
    ("AppleWebKit", "an email app"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
];

/// "Safari on iPhone", without versions, so that an update does not change it. An unknown `User-Agent` is
/// returned as it is, shortened; so is a name that this function made before.
pub fn named(user_agent: &str) -> String {
    if user_agent.trim().is_empty() {
        return "an unnamed device".to_owned();
    }
    if !user_agent.contains('/') {
        return text::excerpt(user_agent, 60);
    }
    let first = |of: &[(&str, &'static str)]| {
        of.iter().find(|(word, _)| user_agent.contains(word)).map(|(_, name)| *name)
    };
    match (first(&BROWSERS), first(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        (None, Some(system)) => system.to_owned(),
        (None, None) => text::excerpt(user_agent, 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_keeps_its_name_when_its_browser_is_updated() {
        let chrome = |version| {
            format!(
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0 Safari/537.36"
            )
        };
        assert_eq!(named(&chrome(140)), "Chrome on Windows");
        assert_eq!(named(&chrome(141)), named(&chrome(140)));
        assert_eq!(named(&format!("{} Edg/140.0", chrome(140))), "Edge on Windows");
    }

    #[test]
    fn different_devices_have_different_names() {
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1";
        let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15";
        assert_eq!(
            (named(iphone), named(mac)),
            ("Safari on iPhone".into(), "Safari on Mac".into())
        );
        assert_eq!(named("curl/8.5.0"), "curl/8.5.0");
        assert_eq!(named(" "), "an unnamed device");
        assert_eq!(named(&named(mac)), "Safari on Mac");
    }
}
