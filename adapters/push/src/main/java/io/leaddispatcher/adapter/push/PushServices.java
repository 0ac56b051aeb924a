package io.leaddispatcher.adapter.push;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * The push services to which messages are sent. Where a browser's messages go is said by the
 * browser, so anybody could name any address: it has to be one of these.
 *
 * @param hosts in lower case; {@code *.} in front stands for any name below
 */
record PushServices(List<String> hosts) {

    PushServices {
        hosts = hosts.stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).toList();
    }

    /** Whether it may be used at all; each call is checked by the guarded way out besides. */
    boolean knows(URI endpoint) {
        String host = endpoint.getHost();
        if (host == null || endpoint.getRawUserInfo() != null || endpoint.getScheme() == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return hosts.stream().anyMatch(each -> matches(each, name));
    }

    private static boolean matches(String allowed, String host) {
        return allowed.startsWith("*.")
                ? host.endsWith(allowed.substring(1))
                : host.equals(allowed);
    }
}
