package io.leaddispatcher.application.lead;

import com.google.common.collect.Maps;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.lead.normal.Domains;
import io.leaddispatcher.domain.routing.Considered;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.TellingFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Hides the values of sensitive fields from those who may not administer the workspace, unless they
 * were opened to them.
 */
public final class SensitiveMask {

    /** In the place of what is hidden. */
    public static final String HIDDEN = "•••";

    private static final String ACCOUNT = "account";
    private static final String COMPANY = "company";
    private static final String DOMAIN = "domain";

    private final RoutingConfiguration configuration;
    private final FieldCatalogue fields;
    private final boolean open;

    private SensitiveMask(RoutingConfiguration configuration, boolean open) {
        this.configuration = configuration;
        this.fields = configuration.fields();
        this.open = open;
    }

    public static SensitiveMask of(Caller caller, RoutingConfiguration configuration) {
        return new SensitiveMask(configuration, caller.actor().may(Permission.ADMINISTER));
    }

    /** That hides from everybody. */
    public static SensitiveMask closed(RoutingConfiguration configuration) {
        return new SensitiveMask(configuration, false);
    }

    /** The same, for whom the values were opened. */
    SensitiveMask opened() {
        return new SensitiveMask(configuration, true);
    }

    /** Whether there is a field that it hides. */
    boolean hidesAnything() {
        return !open && fields.hasSensitive();
    }

    public @Nullable String text(String path, @Nullable String value) {
        return value != null && hides(path) ? HIDDEN : value;
    }

    /** First and last name in one. */
    public @Nullable String name(@Nullable String value) {
        return value != null && (hides("contact.firstName") || hides("contact.lastName"))
                ? HIDDEN
                : value;
    }

    /** By which words somebody may find leads: a search must not confirm what is hidden. */
    Set<WordSource> searchable() {
        return WordSource.without(this::hides);
    }

    /** Which sensitive fields of a lead's document have a value that is not hidden. */
    Set<String> revealed(Map<String, Object> document) {
        return open ? sensitive(document) : Set.of();
    }

    /** Which sensitive fields of a lead's document have a value that is hidden. */
    public Set<String> hidden(Map<String, Object> document) {
        if (open) {
            return Set.of();
        }
        Set<String> paths = sensitive(document);
        if (tellsOfAddress(document)) {
            paths.add(TellingFields.DOMAIN);
        }
        return paths;
    }

    private Set<String> sensitive(Map<String, Object> document) {
        Set<String> paths = new TreeSet<>();
        document.forEach((section, value) -> {
            if (value instanceof Map<?, ?> properties) {
                properties.forEach((name, property) -> {
                    if (property != null && fields.isSensitive(section + "." + name)) {
                        paths.add(section + "." + name);
                    }
                });
            } else if (fields.isSensitive(section)) {
                paths.add(section);
            }
        });
        return paths;
    }

    private boolean hides(String path) {
        return !open && fields.isSensitive(path);
    }

    /** A lead's document: values stand two deep, as in {@code contact.email}. */
    Map<String, Object> document(Map<String, Object> document) {
        if (open) {
            return document;
        }
        Map<String, Object> masked = new LinkedHashMap<>();
        document.forEach((name, value) -> masked.put(name, section(name, value)));
        if (tellsOfAddress(document)) {
            masked.computeIfPresent(COMPANY, (_, company) -> withoutDomain(company));
        }
        return masked;
    }

    private static Object withoutDomain(Object company) {
        Map<String, Object> masked = new LinkedHashMap<>();
        ((Map<?, ?>) company)
                .forEach((name, property) ->
                        masked.put(String.valueOf(name), name.equals(DOMAIN) ? HIDDEN : property));
        return masked;
    }

    /** Whether the company's domain is that of an address that is hidden, as when it follows it. */
    private boolean tellsOfAddress(Map<String, Object> document) {
        return hides(TellingFields.EMAIL)
                && document.get("contact") instanceof Map<?, ?> contact
                && contact.get("email") instanceof String address
                && document.get(COMPANY) instanceof Map<?, ?> company
                && company.get(DOMAIN) instanceof String domain
                && Domains.ofBusiness(address).filter(domain::equals).isPresent();
    }

    /** What things are called by, but for what tells of something hidden. */
    Map<String, String> names(Map<String, String> names) {
        return hidesAccounts()
                ? Maps.filterKeys(names, name -> !name.startsWith(ACCOUNT + "/"))
                : names;
    }

    private boolean hidesAccounts() {
        return !open && configuration.telling().accountsTell();
    }

    private Object section(String section, Object value) {
        if (section.equals(ACCOUNT) && hidesAccounts()) {
            // Also where there is none: that there is one tells.
            return HIDDEN;
        }
        if (!(value instanceof Map<?, ?> properties)) {
            return hides(section) ? HIDDEN : value;
        }
        Map<String, Object> masked = new LinkedHashMap<>();
        properties.forEach((name, property) -> {
            if (property != null) {
                masked.put(String.valueOf(name), hides(section + "." + name) ? HIDDEN : property);
            }
        });
        return masked;
    }

    /** The trace of a decision that this configuration has made of a lead of this kind. */
    public Map<String, @Nullable Object> trace(LeadKind kind, Map<String, @Nullable Object> trace) {
        return open ? trace : TraceMask.of(configuration, kind, trace).trace(trace);
    }

    /** A run with its trace. */
    Map<String, Object> run(Map<String, Object> run) {
        if (open) {
            return run;
        }
        Map<String, Object> masked = new LinkedHashMap<>(run);
        if (run.get("trace") instanceof Map<?, ?> trace) {
            LeadKind kind = LeadKind.of(String.valueOf(run.get("kind"))).orElse(null);
            masked.put("trace", TraceMask.of(configuration, kind, trace).trace(trace));
        }
        return masked;
    }

    /** What lists of decisions say of one that looked at a rep; empty where it would tell. */
    public Optional<Considered> considered(Considered one) {
        if (open || !configuration.tellsByCandidates()) {
            return Optional.of(one);
        }
        return one.chosen()
                ? Optional.of(new Considered(one.rule(), List.of(), true, null))
                : Optional.empty();
    }
}
