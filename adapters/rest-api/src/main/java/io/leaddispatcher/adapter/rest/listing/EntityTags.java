package io.leaddispatcher.adapter.rest.listing;

import io.leaddispatcher.application.configuration.Precondition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Strong entity tags made of versions. */
public final class EntityTags {

    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

    private EntityTags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** What {@code If-Match} demands. A tag that is not ours, or a weak one, fits nothing. */
    public static Precondition precondition(ServerHttpRequest request) {
        List<String> headers = request.getHeaders().getOrEmpty(HttpHeaders.IF_MATCH);
        if (headers.isEmpty()) {
            return Precondition.NONE;
        }
        Set<Long> versions = new HashSet<>();
        for (String header : headers) {
            for (String tag : header.split(",", -1)) {
                if (tag.strip().equals("*")) {
                    return new Precondition.Exists();
                }
                Matcher matcher = TAG.matcher(tag.strip());
                if (matcher.matches()) {
                    versions.add(Long.valueOf(matcher.group(1)));
                }
            }
        }
        return new Precondition.OneOf(versions);
    }
}
