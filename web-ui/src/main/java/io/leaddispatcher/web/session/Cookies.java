package io.leaddispatcher.web.session;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The cookies of the pages.
 *
 * @param session the session's secret
 * @param half what a log-in left whose code is still owed
 * @param visitor a random value to which the forms of somebody without a session are bound
 * @param sso a random value to which log-ins at an identity provider are bound
 * @param requested the page that was asked for before the log-in
 * @param tried the address with which somebody has tried to log in
 */
record Cookies(
        OwnCookie session,
        OwnCookie half,
        OwnCookie visitor,
        OwnCookie sso,
        OwnCookie requested,
        OwnCookie tried) {

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9_-]{1,2000}");

    /** Only on this very machine may a cookie go without encryption. */
    static Cookies at(URI publicUrl) {
        boolean secure = !isPlainLocal(publicUrl);
        return new Cookies(
                new OwnCookie("session", secure, SECRET),
                new OwnCookie("half", secure, SECRET),
                new OwnCookie("visitor", secure, SECRET),
                new OwnCookie("sso", secure, SECRET),
                new OwnCookie("requested", secure, ENCODED),
                new OwnCookie("tried", secure, ENCODED));
    }

    private static boolean isPlainLocal(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        return "http".equalsIgnoreCase(url.getScheme())
                && ("localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host));
    }
}
