//! What somebody uses, in plain words: read from what the browser says of itself, which is kept nowhere.

use crate::codes::codes;

codes! {
    Browser {
        Firefox = "firefox",
        Chrome = "chrome",
        Edge = "edge",
        Safari = "safari",
        Opera = "opera",
        Other = "other",
    }
}

codes! {
    /// The system, or the device that it is known by.
    Platform {
        Windows = "windows",
        MacOs = "macos",
        Linux = "linux",
        Android = "android",
        Iphone = "iphone",
        Ipad = "ipad",
        Other = "other",
    }
}

impl Browser {
    /// Its name, the same in every language.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Firefox => Some("Firefox"),
            Self::Chrome => Some("Chrome"),
            Self::Edge => Some("Edge"),
            Self::Safari => Some("Safari"),
            Self::Opera => Some("Opera"),
            Self::Other => None,
        }
    }
}

impl Platform {
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Windows => Some("Windows"),
            Self::MacOs => Some("macOS"),
            Self::Linux => Some("Linux"),
            Self::Android => Some("Android"),
            Self::Iphone => Some("iPhone"),
            Self::Ipad => Some("iPad"),
            Self::Other => None,
        }
    }
}

/// A browser on a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agent {
    pub browser: Browser,
    pub platform: Platform,
}

impl Agent {
    pub const UNKNOWN: Self = Self { browser: Browser::Other, platform: Platform::Other };

    /// By the `User-Agent` of a request. Every browser says that it is like those before it, so the later ones are looked for first.
    #[must_use]
    pub fn of(text: &str) -> Self {
        const BROWSERS: [(&str, Browser); 8] = [
            ("Edg", Browser::Edge),
            ("OPR/", Browser::Opera),
            ("Firefox/", Browser::Firefox),
            ("FxiOS/", Browser::Firefox),
            ("Chrome/", Browser::Chrome),
            ("CriOS/", Browser::Chrome),
            ("Chromium/", Browser::Chrome),
            ("Safari/", Browser::Safari),
        ];
        const PLATFORMS: [(&str, Platform); 7] = [
            ("iPhone", Platform::Iphone),
            ("iPad", Platform::Ipad),
            ("Android", Platform::Android),
            ("Windows", Platform::Windows),
            ("Macintosh", Platform::MacOs),
            ("Linux", Platform::Linux),
            ("X11", Platform::Linux),
        ];
        let browser = BROWSERS.iter().find(|(word, _)| text.contains(word)).map_or(Browser::Other, |found| found.1);
        let platform = PLATFORMS.iter().find(|(word, _)| text.contains(word)).map_or(Platform::Other, |found| found.1);
        Self { browser, platform }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_called_by_their_names() {
        let known = [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0",
                "Edge Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36",
                "Chrome Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                "Safari iPhone",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
                "Safari macOS",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0 Safari/537.36 OPR/115.0",
                "Opera macOS",
            ),
        ];
        for (text, expected) in known {
            let agent = Agent::of(text);
            let names = [agent.browser.name(), agent.platform.name()].map(Option::unwrap_or_default);
            assert_eq!(names.join(" "), expected, "{text}");
        }
        assert_eq!(Agent::of("curl/8.5.0"), Agent::UNKNOWN);
    }
}
