package io.leaddispatcher.adapter.slack;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Tells people who pressed something what came of it, so that nobody else sees it. Only Slack's own
 * addresses are written to: a workspace signs its requests with a secret that it knows itself, and
 * could name any.
 */
final class SlackReplies {

    private static final Logger LOG = LoggerFactory.getLogger(SlackReplies.class);
    private static final Set<String> SLACKS =
            Set.of("https://hooks.slack.com", "https://hooks.slack-gov.com");

    private final SlackClient client;
    private final Scheduler blocking;
    private final String ownOrigin;

    /**
     * Replies of this installation.
     *
     * @param apiBaseUrl where Slack is; replies may go to the same origin
     */
    SlackReplies(SlackClient client, Scheduler blocking, String apiBaseUrl) {
        this.client = client;
        this.blocking = blocking;
        this.ownOrigin = origin(apiBaseUrl);
    }

    /** Never fails; without a text, or an address, nothing is said. */
    Mono<Void> tell(String address, String text) {
        if (text.isEmpty() || address.isEmpty()) {
            return Mono.empty();
        }
        String origin = origin(address);
        if (!SLACKS.contains(origin) && !origin.equals(ownOrigin)) {
            LOG.warn("a reply to an address that is not Slack's is left out");
            return Mono.empty();
        }
        return Mono.fromCallable(() -> post(address, text))
                .subscribeOn(blocking)
                .onErrorResume(error -> {
                    LOG.warn("a reply did not reach Slack: {}", error.toString());
                    return Mono.empty();
                })
                .then();
    }

    private boolean post(String address, String text) throws IOException {
        client.reply(
                address,
                SlackJson.write(
                        Map.of(
                                "response_type",
                                "ephemeral",
                                "replace_original",
                                false,
                                "text",
                                text)));
        return true;
    }

    private static String origin(String address) {
        try {
            URI uri = URI.create(address);
            return Objects.requireNonNullElse(uri.getScheme(), "")
                    + "://"
                    + Objects.requireNonNullElse(uri.getRawAuthority(), "");
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
