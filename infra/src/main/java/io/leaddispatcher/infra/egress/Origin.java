package io.leaddispatcher.infra.egress;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * A service on a host.
 *
 * @param scheme in lower case, as the host
 * @param host an IPv6 literal stands without brackets
 */
record Origin(String scheme, String host, int port) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    Origin {
        scheme = scheme.toLowerCase(Locale.ROOT);
        host = spelling(host);
    }

    /** Empty when the address names no host, or no port and none goes without saying. */
    static Optional<Origin> of(URI address) {
        String scheme = address.getScheme();
        String host = address.getHost();
        if (scheme == null || host == null) {
            return Optional.empty();
        }
        int port = address.getPort() < 0 ? usualPort(scheme) : address.getPort();
        return port < 0 ? Optional.empty() : Optional.of(new Origin(scheme, host, port));
    }

    boolean isAt(String otherHost, int otherPort) {
        return port == otherPort && host.equals(spelling(otherHost));
    }

    private static int usualPort(String scheme) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "https" -> HTTPS;
            case "http" -> HTTP;
            default -> -1;
        };
    }

    /** IPv6 literals stand in brackets in a URL and without them elsewhere. */
    private static String spelling(String host) {
        String bare =
                host.startsWith("[") && host.endsWith("]")
                        ? host.substring(1, host.length() - 1)
                        : host;
        return bare.toLowerCase(Locale.ROOT);
    }
}
