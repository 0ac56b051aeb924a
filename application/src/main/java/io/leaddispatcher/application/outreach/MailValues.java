package io.leaddispatcher.application.outreach;

import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.template.MailVariables;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a mail to a lead can say, as plain text. */
final class MailValues {

    private static final int LONGEST = 200;

    private MailValues() {}

    /**
     * @param rep who has the lead; null while nobody does
     */
    static Map<String, String> of(
            Lead lead, @Nullable Rep rep, String workspace, MailVariables variables) {
        Map<String, String> values = new HashMap<>();
        for (String path : MailVariables.OF_LEAD) {
            if (!variables.fields().isSensitive(path)) {
                lead.value(path)
                        .flatMap(MailValues::shown)
                        .ifPresent(each -> values.put(path, each));
            }
        }
        lead.values()
                .forEach((path, value) -> {
                    if (variables.isOpen(path)) {
                        shown(value).ifPresent(each -> values.put(path, each));
                    }
                });
        if (rep != null) {
            values.put(MailVariables.REP_NAME, line(rep.name()));
            values.put(MailVariables.REP_EMAIL, line(rep.email()));
        }
        values.put(MailVariables.WORKSPACE_NAME, line(workspace));
        return values;
    }

    /**
     * Empty for what looks like a link: whoever fills a form with somebody else's address shall not
     * have us send one.
     */
    private static Optional<String> shown(FieldValue value) {
        String text =
                switch (value) {
                    case FieldValue.Text(var said) -> said;
                    case FieldValue.Number(var number) ->
                            number.stripTrailingZeros().toPlainString();
                    case FieldValue.Bool(boolean holds) -> holds ? "yes" : "";
                    case FieldValue.Day(var day) -> day.toString();
                    case FieldValue.Moment(var instant) -> instant.toString();
                    case FieldValue.Items(var items) -> String.join(", ", items);
                    case FieldValue.Geo _ -> "";
                };
        String line = line(text);
        String lower = line.toLowerCase(Locale.ROOT);
        return line.isEmpty() || lower.contains("://") || lower.contains("www.")
                ? Optional.empty()
                : Optional.of(line);
    }

    /** One line, and not a long one. */
    private static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(point ->
                        switch (Character.getType(point)) {
                            case Character.CONTROL,
                                    Character.FORMAT,
                                    Character.SURROGATE,
                                    Character.LINE_SEPARATOR,
                                    Character.PARAGRAPH_SEPARATOR ->
                                    ' ';
                            default -> point;
                        })
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }
}
