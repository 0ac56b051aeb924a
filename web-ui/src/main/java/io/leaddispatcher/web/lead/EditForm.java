package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.document.Tree;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in the form that corrects a lead, and what was changed in it. */
final class EditForm {

    private static final String WAS = "was.";

    private EditForm() {}

    /** The fields that are hidden from whoever edits, by path. */
    static Set<String> hidden(LeadDetailView detail, Set<String> sensitive, Actor actor) {
        if (actor.may(Permission.ADMINISTER) || detail.sensitive().opened() != null) {
            return Set.of();
        }
        Set<String> hidden = new HashSet<>(sensitive);
        hidden.addAll(detail.sensitive().hidden());
        return hidden;
    }

    /** What the lead says, by path, as it stands in the form. */
    static Map<String, String> values(
            LeadDetailView detail, Collection<String> paths, Locale locale) {
        Tree lead = Tree.of(detail.document());
        Map<String, String> values = new LinkedHashMap<>();
        for (String path : paths) {
            int dot = path.indexOf('.');
            Object value = lead.tree(path.substring(0, dot)).get(path.substring(dot + 1));
            values.put(path, spelled(value, locale));
        }
        return values;
    }

    /** As it is read again, to the last digit. */
    private static String spelled(@Nullable Object value, Locale locale) {
        return switch (value) {
            case null -> "";
            case BigDecimal number ->
                    number.toPlainString()
                            .replace(
                                    '.',
                                    DecimalFormatSymbols.getInstance(locale).getDecimalSeparator());
            case List<?> items ->
                    items.stream().map(String::valueOf).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    /** What stood in the form when it was opened, by path. */
    static Map<String, String> was(Map<String, String> sent) {
        Map<String, String> was = new LinkedHashMap<>();
        sent.forEach((name, value) -> {
            if (name.startsWith(WAS)) {
                was.put(name.substring(WAS.length()), value);
            }
        });
        return was;
    }

    /** What is to be corrected: nothing but what was changed in the form. */
    static Map<String, Object> document(LeadInputs inputs, Map<String, String> sent) {
        Map<String, Object> document = new LinkedHashMap<>();
        Map<String, Object> seen = new LinkedHashMap<>();
        Map<String, String> was = was(sent);
        for (String path : inputs.paths()) {
            String before = was.get(path);
            String after = sent.get(path);
            if (before != null
                    && after != null
                    && !isSame(before, after, inputs.hasLines(path, after, before))) {
                LeadInputs.put(document, path, inputs.typed(path, after));
                LeadInputs.put(seen, path, inputs.typed(path, before));
            }
        }
        if (!document.isEmpty()) {
            document.put("was", seen);
        }
        return document;
    }

    /** Browsers send the ends of lines as they like, and from an input of one line none. */
    private static boolean isSame(String one, String other, boolean lines) {
        String end = lines ? "\n" : "";
        return plain(one, end).equals(plain(other, end));
    }

    private static String plain(String text, String end) {
        return text.strip().replaceAll("\\R", end);
    }
}
