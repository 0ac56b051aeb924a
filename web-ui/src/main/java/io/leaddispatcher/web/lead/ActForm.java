package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.work.ActOutcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An act that came to nothing, as its form shows it again.
 *
 * @param act whose form it is; empty when there is none
 * @param sent what was typed, by field
 * @param problems what is wrong, by field
 * @param outcome why it was not done, when nothing was wrong with what was typed
 */
record ActForm(
        String act,
        Map<String, String> sent,
        Map<String, String> problems,
        @Nullable ActOutcome outcome) {

    static final ActForm NONE = new ActForm("", Map.of(), Map.of(), null);
}
