package io.leaddispatcher.application.lead;

import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may be told of a lead outside of the program: what is not sensitive. */
public record OpenWords(Lead lead, FieldCatalogue fields) {

    /** Short enough to say on the phone; from the random end of the id. */
    public String reference() {
        return reference(lead.id());
    }

    /** Likewise of a lead of which nothing else is known. */
    public static String reference(LeadId lead) {
        String id = lead.toString();
        return "L-" + id.substring(id.length() - 6).toUpperCase(Locale.ROOT);
    }

    public @Nullable String tell(String path) {
        if (fields.isSensitive(path)) {
            return null;
        }
        return switch (lead.value(path).orElse(null)) {
            case FieldValue.Text(var text) -> text;
            case FieldValue.Number(var number) -> number.stripTrailingZeros().toPlainString();
            case null, default -> null;
        };
    }

    /** First and last name, else the e-mail. */
    public @Nullable String name() {
        String name =
                Stream.of("contact.firstName", "contact.lastName")
                        .flatMap(path -> Stream.ofNullable(tell(path)))
                        .collect(Collectors.joining(" "));
        return name.isEmpty() ? tell("contact.email") : name;
    }
}
