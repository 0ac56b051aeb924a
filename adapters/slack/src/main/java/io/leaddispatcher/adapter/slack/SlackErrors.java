package io.leaddispatcher.adapter.slack;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What Slack's error names mean for a delivery. */
final class SlackErrors {

    /** When Slack asks for patience without saying how much. */
    static final Duration USUAL_WAIT = Duration.ofSeconds(30);

    private static final ImmutableSet<String> RATE = ImmutableSet.of("ratelimited", "rate_limited");

    private static final ImmutableSet<String> CONNECTION =
            ImmutableSet.of(
                    "invalid_auth",
                    "not_authed",
                    "account_inactive",
                    "token_revoked",
                    "token_expired",
                    "missing_scope",
                    "not_allowed_token_type",
                    "app_access_restricted",
                    "access_denied",
                    "no_permission",
                    "ekm_access_denied_team",
                    "enterprise_is_restricted",
                    "two_factor_setup_required");

    private static final ImmutableSet<String> TARGET =
            ImmutableSet.of(
                    "channel_not_found",
                    "not_in_channel",
                    "is_archived",
                    "user_not_found",
                    "users_not_found",
                    "user_disabled",
                    "user_not_visible",
                    "messages_tab_disabled",
                    "cannot_dm_bot",
                    "message_limit_exceeded",
                    "ekm_access_denied");

    private static final ImmutableSet<String> CARD =
            ImmutableSet.of(
                    "invalid_blocks",
                    "invalid_blocks_format",
                    "msg_blocks_too_long",
                    "msg_too_long",
                    "no_text",
                    "invalid_arguments",
                    "too_many_attachments",
                    "metadata_too_large",
                    "invalid_metadata_format",
                    "invalid_metadata_schema",
                    "metadata_must_be_sent_from_app",
                    "view_too_large",
                    "invalid_arg_name");

    private static final ImmutableSet<String> UNCHANGEABLE =
            ImmutableSet.of(
                    "message_not_found",
                    "cant_update_message",
                    "edit_window_closed",
                    "is_inactive",
                    "channel_not_found",
                    "is_archived");

    private static final ImmutableMap<String, String> WORDS =
            ImmutableMap.of(
                    "missing_scope", "the Slack app lacks a scope; install it again",
                    "not_in_channel", "the Slack app is not in this channel; invite it",
                    "users_not_found", "Slack knows nobody under this e-mail address",
                    "channel_not_found", "Slack knows no such channel or user",
                    "invalid_auth", "Slack refuses the bot token");

    private SlackErrors() {}

    /** Whether Slack refuses our card, not the message as such. */
    static boolean isAboutTheCard(String error) {
        return CARD.contains(error);
    }

    /** Whether a message that was posted cannot be changed, now or ever: nobody can act on it. */
    static boolean isUnchangeable(String error) {
        return UNCHANGEABLE.contains(error);
    }

    static Attempt attempt(@Nullable String error) {
        String code = error == null ? "unknown" : error;
        Cause cause = cause(code);
        if (RATE.contains(code)) {
            return new Attempt.Patience(USUAL_WAIT, cause);
        }
        if (CONNECTION.contains(code)) {
            return new Attempt.ConnectionDead(cause);
        }
        if (TARGET.contains(code) || code.startsWith("restricted_action")) {
            return new Attempt.WrongTarget(cause);
        }
        // Everything else may pass, also what Slack has named since; tries are counted.
        return isAboutTheCard(code) ? new Attempt.Dead(cause) : new Attempt.Retry(cause);
    }

    static Cause cause(String code) {
        String known = printable(code);
        return new Cause(known, WORDS.getOrDefault(known, "Slack says " + known));
    }

    /** Error names are words; what is not comes from something else than Slack. */
    private static String printable(String code) {
        return code.matches("[a-zA-Z0-9_.:-]{1,80}") ? code : "unknown";
    }
}
