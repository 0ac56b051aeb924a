package io.leaddispatcher.web.policy;

import io.leaddispatcher.web.layout.Words;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Says why a publish that was to come did not, of what is kept in English. */
final class PublishFailure {

    private static final Pattern OVERTAKEN =
            Pattern.compile(
                    "Version ([0-9]+) is active, not version ([0-9]+), which this was to follow\\.");
    private static final Pattern UNFIT =
            Pattern.compile(
                    "The policy does not fit the workspace any more: (.+?)"
                            + "(?:, and (at least )?([0-9]+) more)?\\.",
                    Pattern.DOTALL);

    private PublishFailure() {}

    static String of(String because, Words words) {
        var overtaken = OVERTAKEN.matcher(because);
        if (overtaken.matches()) {
            return words.say(
                    "policy.failed.overtaken",
                    number(overtaken.group(1), words),
                    number(overtaken.group(2), words));
        }
        var unfit = UNFIT.matcher(because);
        if (!unfit.matches()) {
            return because;
        }
        String first = words.problem(unfit.group(1)).replaceFirst("\\.$", "");
        return unfit.group(3) == null
                ? words.say("policy.failed.unfit", first)
                : words.say(
                        unfit.group(2) == null
                                ? "policy.failed.unfit.more"
                                : "policy.failed.unfit.many",
                        first,
                        number(unfit.group(3), words));
    }

    private static String number(String digits, Words words) {
        return words.value(new BigDecimal(digits));
    }
}
