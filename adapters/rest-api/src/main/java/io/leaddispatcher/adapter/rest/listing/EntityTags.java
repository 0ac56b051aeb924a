package io.leaddispatcher.adapter.rest.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.leaddispatcher.application.configuration.Precondition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Strong entity tags made of versions, and of what is told beside the document: that has no
 * version, and a reader must see it change. A writer changes the document alone, so for it the
 * version is the tag.
 */
public final class EntityTags {

    private static final String ANY = "*";
    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})(?:-[0-9a-f]{1,64})?\"");

    /** More than enough to tell apart what is told beside one version. */
    private static final int LENGTH = 16;

    private EntityTags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * @param beside what is told beside the document of that version; its order counts
     */
    public static String of(long version, Map<String, Object> beside) {
        return beside.isEmpty() ? of(version) : "\"" + version + "-" + digest(beside) + "\"";
    }

    private static String digest(Map<String, Object> beside) {
        return Hashing.sha256()
                .hashString(beside.toString(), UTF_8)
                .toString()
                .substring(0, LENGTH);
    }

    /**
     * What {@code If-Match} and {@code If-None-Match} demand of a write. A tag that is not ours, or
     * a weak one, fits nothing.
     */
    public static Precondition precondition(ServerHttpRequest request) {
        List<String> match = tags(request, HttpHeaders.IF_MATCH);
        List<String> noneMatch = tags(request, HttpHeaders.IF_NONE_MATCH);
        Precondition expected =
                match.contains(ANY)
                        ? new Precondition.Exists()
                        : new Precondition.OneOf(ours(match));
        Precondition unwanted =
                noneMatch.contains(ANY)
                        ? new Precondition.Absent()
                        : new Precondition.NoneOf(ours(noneMatch));
        if (noneMatch.isEmpty()) {
            return match.isEmpty() ? Precondition.NONE : expected;
        }
        return match.isEmpty() ? unwanted : new Precondition.Both(expected, unwanted);
    }

    private static List<String> tags(ServerHttpRequest request, String header) {
        return request.getHeaders().getOrEmpty(header).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private static Set<Long> ours(List<String> tags) {
        return tags.stream()
                .map(TAG::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Long.valueOf(matcher.group(1)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
