package io.leaddispatcher.domain.template;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_FIELD;

import com.google.common.collect.ImmutableList;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldType;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a mail to a lead may name: a closed list of what is known of the lead, of whoever has it and
 * of the workspace, and the workspace's own fields. What is sensitive goes into no mail. What the
 * person wrote in their own words is not among it: nobody shall have us send a text to an address
 * that is not theirs.
 */
public record MailVariables(FieldCatalogue fields) {

    public static final String REP_NAME = "rep.name";
    public static final String REP_EMAIL = "rep.email";
    public static final String WORKSPACE_NAME = "workspace.name";

    /** Those that are fields of the lead. */
    public static final ImmutableList<String> OF_LEAD =
            ImmutableList.of(
                    "contact.firstName",
                    "contact.lastName",
                    "contact.title",
                    "company.name",
                    "company.city",
                    "company.country",
                    "company.industry",
                    "lead.product",
                    "lead.intent",
                    "lead.campaign");

    private static final ImmutableList<String> OTHERS =
            ImmutableList.of(REP_NAME, REP_EMAIL, WORKSPACE_NAME);

    /** All that a mail may name, the workspace's own fields last. */
    public List<String> names() {
        return Stream.concat(
                        Stream.concat(OF_LEAD.stream(), OTHERS.stream()),
                        fields.paths().stream().filter(this::isOwnField).sorted())
                .filter(name -> !fields.isSensitive(name))
                .toList();
    }

    /** If a mail may not name it, the part's violations say why. */
    void check(Part part, String name, int line) {
        if (fields.isSensitive(name)) {
            part.violation(
                    CONFLICT,
                    "line %d: '%s' is sensitive and goes into no e-mail".formatted(line, name));
        } else if (!OF_LEAD.contains(name) && !OTHERS.contains(name) && !isOwnField(name)) {
            part.violation(
                    UNKNOWN_FIELD,
                    "line %d: there is no '%s' for e-mails; there are %s and custom.<key>"
                            .formatted(
                                    line,
                                    name,
                                    String.join(
                                            ", ",
                                            Stream.concat(OF_LEAD.stream(), OTHERS.stream())
                                                    .toList())));
        }
    }

    private boolean isOwnField(String name) {
        return FieldCatalogue.customKeyOf(name).isPresent()
                && fields.typeOf(name).filter(type -> type != FieldType.GEO).isPresent();
    }

    /** The workspace's own fields that a mail may name. */
    public boolean isOpen(String path) {
        return FieldCatalogue.customKeyOf(path).isPresent() && !fields.isSensitive(path);
    }
}
