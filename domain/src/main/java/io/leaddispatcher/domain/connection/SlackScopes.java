package io.leaddispatcher.domain.connection;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What the app may do in Slack. Without some of it, parts of the work stay undone. */
public final class SlackScopes {

    /** All that is asked for, in the order of the manifest. */
    public static final ImmutableList<String> NEEDED =
            ImmutableList.of(
                    "chat:write",
                    "chat:write.public",
                    "commands",
                    "im:write",
                    "users:read",
                    "users:read.email");

    private SlackScopes() {}

    /**
     * What is needed and not granted, in the order of {@link #NEEDED}.
     *
     * @param granted as Slack spells it, with commas in between
     */
    public static List<String> missing(String granted) {
        Set<String> has =
                Arrays.stream(granted.split("[,\\s]+", -1)).collect(ImmutableSet.toImmutableSet());
        return NEEDED.stream().filter(scope -> !has.contains(scope)).toList();
    }
}
