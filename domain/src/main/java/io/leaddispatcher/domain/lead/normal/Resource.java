package io.leaddispatcher.domain.lead.normal;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Tables that come with the program. */
final class Resource {

    private Resource() {}

    /** The lines of a table without comments (from {@code #}) and blank lines. */
    static ImmutableList<String> lines(String name) {
        try {
            return Resources.readLines(
                            Resources.getResource(Resource.class, name), StandardCharsets.UTF_8)
                    .stream()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw new UncheckedIOException("table " + name, e);
        }
    }
}
