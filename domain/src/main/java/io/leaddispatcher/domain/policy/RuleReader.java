package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;
import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import com.google.re2j.Pattern;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.field.ReferenceKind;
import io.leaddispatcher.domain.outreach.Outreach;
import io.leaddispatcher.domain.outreach.SequenceKey;
import io.leaddispatcher.domain.outreach.TemplateKey;
import io.leaddispatcher.domain.sla.SlaPolicyKey;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one rule. Empty when it says too little to be one; violations are added to the part's. */
final class RuleReader {

    private static final Duration LEAST_TTL = Duration.ofSeconds(1);
    private static final int MOST_HOPS = 100;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final PolicyReferences references;
    private final KeyReader keys;
    private final TargetReader targets;

    RuleReader(PolicyReferences references) {
        this.references = references;
        keys = new KeyReader(references);
        targets = new TargetReader(keys);
    }

    Optional<Rule> read(Part rule) {
        var conditions = new ConditionReader(references);
        Optional<String> id = rule.requiredProperty("id").flatMap(RuleReader::id);
        Optional<String> name = rule.text("name");
        Optional<Part> asked = rule.property("when");
        Condition when = asked.flatMap(conditions::read).orElse(Condition.ALWAYS);
        List<Ring> rings = rings(rule, conditions);
        Priority priority = rule.oneOf("priority", Priority.class).orElse(Priority.STANDARD);
        @Nullable SlaPolicyKey sla =
                rule.property("sla")
                        .flatMap(part -> keys.key(part, ReferenceKind.SLA_POLICY))
                        .map(SlaPolicyKey::new)
                        .orElse(null);
        WhenUnavailable whenUnavailable =
                rule.property("whenUnavailable")
                        .flatMap(targets::whenUnavailable)
                        .orElseGet(WhenUnavailable.NextRule::new);
        @Nullable NextAction nextAction =
                rule.property("nextAction").flatMap(RuleReader::nextAction).orElse(null);
        @Nullable Set<Channel> channels =
                rule.property("notify").map(RuleReader::channels).orElse(null);
        @Nullable Offer offer = rule.property("offer").map(RuleReader::offer).orElse(null);
        List<SkillRequirement> skills = skills(rule);
        Outreach outreach = outreach(rule);
        boolean disabled = rule.flag("disabled", false);
        @Nullable String description = rule.text("description").orElse(null);
        List<String> tags = rule.texts("tags");
        rule.refuseUnknown();
        if (id.isEmpty() || rings.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Rule(
                        id.get(),
                        name.orElse(id.get()),
                        when,
                        rings,
                        priority,
                        sla,
                        whenUnavailable,
                        nextAction,
                        channels,
                        offer,
                        skills,
                        outreach,
                        disabled,
                        description,
                        tags));
    }

    private Outreach outreach(Part rule) {
        @Nullable TemplateKey acknowledge =
                rule.property("acknowledge")
                        .flatMap(part -> keys.key(part, ReferenceKind.TEMPLATE))
                        .map(TemplateKey::new)
                        .orElse(null);
        @Nullable SequenceKey sequence =
                rule.property("sequence")
                        .flatMap(part -> keys.key(part, ReferenceKind.SEQUENCE))
                        .map(SequenceKey::new)
                        .orElse(null);
        return new Outreach(acknowledge, sequence);
    }

    /** How offers are made, by a rule or by the whole policy. */
    static Offer offer(Part part) {
        part.requireObject();
        var mode = part.oneOf("mode", Offer.Mode.class).orElse(Offer.DEFAULT.mode());
        Optional<Duration> ttl = KeyReader.duration(part, "ttl", LEAST_TTL);
        int maxHops = part.integer("maxHops", 0, MOST_HOPS).orElse(Offer.DEFAULT.maxHops());
        part.refuseUnknown();
        return new Offer(mode, ttl.orElse(null), maxHops);
    }

    private static Optional<String> id(Part part) {
        return part.asText()
                .filter(id -> {
                    boolean valid = ID.matches(id);
                    if (!valid) {
                        part.violation(
                                MALFORMED, "must be 1 to 64 letters, digits, '_', '.' or '-'");
                    }
                    return valid;
                });
    }

    private List<Ring> rings(Part rule, ConditionReader conditions) {
        Optional<Part> assign = rule.property("assign");
        Optional<Part> rings = rule.property("rings");
        if (assign.isPresent() == rings.isPresent()) {
            rule.violation(
                    assign.isPresent() ? CONFLICT : REQUIRED,
                    "must have exactly one of 'assign' and 'rings'");
        }
        List<Ring> found = assign.flatMap(targets::target).stream().map(Ring::only).toList();
        return rings.map(part -> rings(part.items(), part, conditions)).orElse(found);
    }

    private List<Ring> rings(List<Part> parts, Part rings, ConditionReader conditions) {
        if (parts.isEmpty() && rings.value() instanceof List) {
            rings.violation(REQUIRED, "must have at least one ring");
        }
        return parts.stream().flatMap(part -> ring(part, conditions).stream()).toList();
    }

    private Optional<Ring> ring(Part part, ConditionReader conditions) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        Optional<Target> target = part.requiredProperty("assign").flatMap(targets::target);
        Duration wait = KeyReader.duration(part, "wait", Duration.ZERO).orElse(Duration.ZERO);
        List<SkillRequirement> skills = skills(part);
        Optional<Condition> skipWhen = part.property("skipWhen").flatMap(conditions::read);
        part.refuseUnknown();
        return target.map(assign -> new Ring(assign, wait, skills, skipWhen.orElse(null)));
    }

    private static Optional<NextAction> nextAction(Part part) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        var task =
                part.requiredProperty("task").flatMap(sent -> sent.asOneOf(NextAction.Task.class));
        Duration dueIn = KeyReader.duration(part, "dueIn", Duration.ZERO).orElse(Duration.ZERO);
        part.refuseUnknown();
        return task.map(kind -> new NextAction(kind, dueIn));
    }

    private static Set<Channel> channels(Part part) {
        Set<Channel> channels = new LinkedHashSet<>();
        part.items().forEach(item -> item.asOneOf(Channel.class).ifPresent(channels::add));
        return channels;
    }

    private static List<SkillRequirement> skills(Part part) {
        return part.items("skills").stream().flatMap(item -> skill(item).stream()).toList();
    }

    private static Optional<SkillRequirement> skill(Part part) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        Optional<String> skill = part.requiredText("skill");
        Optional<Part> values = part.requiredProperty("anyOf");
        List<String> anyOf = part.texts("anyOf");
        if (anyOf.isEmpty()) {
            values.filter(sent -> sent.value() instanceof List<?> list && list.isEmpty())
                    .ifPresent(sent -> sent.violation(REQUIRED, "must name at least one value"));
        }
        part.refuseUnknown();
        return skill.filter(_ -> !anyOf.isEmpty()).map(name -> new SkillRequirement(name, anyOf));
    }
}
