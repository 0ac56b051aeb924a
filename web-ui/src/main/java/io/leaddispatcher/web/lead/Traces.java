package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.util.Map;

/** Traces of decisions that were only tried, for other pages than that of a lead. */
public final class Traces {

    private Traces() {}

    /**
     * What {@code lead/trace :: trace} draws.
     *
     * @param trace as a routing run keeps it
     * @param names by kind and key, {@code rep/mia} for example
     */
    public static Object drawn(Map<String, ?> trace, Map<String, String> names, Words words) {
        return TraceView.of(
                Tree.of(Map.of("id", "trial", "trace", trace)),
                new Names(names, words),
                Names.naming(names, words));
    }
}
