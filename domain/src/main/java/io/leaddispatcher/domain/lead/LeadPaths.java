package io.leaddispatcher.domain.lead;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.field.FieldType;
import java.util.regex.Pattern;

/** Where whoever sends something of a lead may put it: paths into a lead body. */
public final class LeadPaths {

    public static final String EXTERNAL_ID = LeadShape.EXTERNAL_ID;
    public static final String MESSAGE = LeadShape.MESSAGE;

    /** Of what people may say of a lead; of a meeting its calendar tells. */
    static final ImmutableList<String> SECTIONS =
            ImmutableList.of("contact", LeadShape.COMPANY, "lead", LeadShape.CUSTOM);

    private static final Pattern CUSTOM =
            Pattern.compile("custom\\.[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

    private static final ImmutableSet<String> COORDINATES =
            ImmutableSet.of("company.geo.lat", "company.geo.lon");

    /** Of a meeting its calendar tells. */
    private static final ImmutableSet<String> STANDARD =
            LeadShape.SECTIONS.entrySet().stream()
                    .filter(section -> !section.getKey().equals("meeting"))
                    .flatMap(section ->
                            section.getValue().entrySet().stream()
                                    .filter(property -> property.getValue() != FieldType.GEO)
                                    .map(property -> section.getKey() + "." + property.getKey()))
                    .collect(ImmutableSet.toImmutableSet());

    private LeadPaths() {}

    /** Any of them: a property, a coordinate, or the external id. */
    public static boolean isPath(String text) {
        return text.equals(EXTERNAL_ID) || isCoordinate(text) || isProperty(text);
    }

    /**
     * A property of the contact, the company or the interest that has a value of its own, or a
     * custom field, whether or not there is one yet: {@code contact.email}, {@code
     * custom.gpuCount}.
     */
    public static boolean isProperty(String text) {
        return STANDARD.contains(text) || isCustom(text);
    }

    public static boolean isCustom(String text) {
        return CUSTOM.matcher(text).matches();
    }

    public static boolean isCoordinate(String text) {
        return COORDINATES.contains(text);
    }
}
