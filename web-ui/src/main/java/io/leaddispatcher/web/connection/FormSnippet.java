package io.leaddispatcher.web.connection;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A form for somebody's own page, to be copied as it is: it sends to the connection's address. */
final class FormSnippet {

    /**
     * A field of it.
     *
     * @param name the path of the lead's field
     * @param type of the input; {@code textarea} for longer texts
     */
    private record Field(String name, String type, String autocomplete, boolean required) {

        String html(Words words) {
            String rest = required ? " required" : "";
            return type.equals("textarea")
                    ? "  <p><label>%s<br><textarea name=\"%s\" rows=\"4\"%s></textarea></label></p>"
                            .formatted(label(words), name, rest)
                    : "  <p><label>%s<br><input type=\"%s\" name=\"%s\" autocomplete=\"%s\"%s></label></p>"
                            .formatted(label(words), type, name, autocomplete, rest);
        }

        private String label(Words words) {
            return HtmlUtils.htmlEscape(words.field(name));
        }
    }

    private static final List<Field> FIELDS =
            List.of(
                    new Field("contact.firstName", "text", "given-name", false),
                    new Field("contact.lastName", "text", "family-name", false),
                    new Field("contact.email", "email", "email", true),
                    new Field("contact.phone", "tel", "tel", false),
                    new Field("company.name", "text", "organization", false),
                    new Field("lead.message", "textarea", "", false));

    private FormSnippet() {}

    /** In the reader's language; what a field is named is the same in all. */
    static String of(Tree connection, Words words) {
        String honeypot = connection.tree("settings").text("honeypot", "").strip();
        return """
        <form method="post" action="%s">
        %s
        %s  <p><button>%s</button></p>
        </form>
        """
                .formatted(
                        HtmlUtils.htmlEscape(connection.text("hookUrl", "")),
                        FIELDS.stream()
                                .map(field -> field.html(words))
                                .collect(Collectors.joining("\n")),
                        honeypot.isEmpty() ? "" : trap(honeypot),
                        HtmlUtils.htmlEscape(words.say("connection.form.send")));
    }

    /** People do not see it, and programs that fill in everything do. */
    private static String trap(String name) {
        return "  <p hidden><input name=\"%s\" tabindex=\"-1\" autocomplete=\"off\"></p>\n"
                .formatted(HtmlUtils.htmlEscape(name));
    }
}
