package io.leaddispatcher.web.layout;

import io.leaddispatcher.application.work.DeclineReason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Why somebody will not have a lead, to choose from; who has another reason writes it. */
public final class WhyNot {

    /** To say nothing comes first, and to write it oneself last. */
    public static final List<String> DECLINED =
            Stream.of(
                            Stream.of("NONE"),
                            Arrays.stream(DeclineReason.values()).map(DeclineReason::name),
                            Stream.of("OTHER"))
                    .flatMap(each -> each)
                    .toList();

    public static final List<String> RETURNED =
            List.of("OTHER", "WRONG_MATCH", "DUPLICATE", "SPAM");

    private WhyNot() {}
}
