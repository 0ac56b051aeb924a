package io.leaddispatcher.adapter.salesforce;

import com.google.common.collect.ImmutableList;
import java.net.URI;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where an access token may be shown: to Salesforce, and where the connection itself leads. An
 * answer that names any other place does not get it there.
 */
final class TokenPlaces {

    private static final ImmutableList<String> SALESFORCES =
            ImmutableList.of(".salesforce.com", ".force.com");

    private TokenPlaces() {}

    /**
     * @param origin of the address that an answer names
     * @param own origins to which the connection leads by its settings
     */
    static boolean include(String origin, Stream<String> own) {
        Place place = Place.of(origin);
        return place.isOfSalesforce() || own.map(Place::of).anyMatch(place::equals);
    }

    private record Place(String scheme, String host, int port) {

        static Place of(String origin) {
            URI read = URI.create(origin);
            String scheme = read.getScheme().toLowerCase(Locale.ROOT);
            int usual = scheme.equals("https") ? 443 : 80;
            return new Place(
                    scheme,
                    read.getHost().toLowerCase(Locale.ROOT),
                    read.getPort() < 0 ? usual : read.getPort());
        }

        boolean isOfSalesforce() {
            return scheme.equals("https")
                    && port == 443
                    && SALESFORCES.stream().anyMatch(host::endsWith);
        }
    }
}
