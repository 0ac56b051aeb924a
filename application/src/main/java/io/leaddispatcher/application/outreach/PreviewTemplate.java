package io.leaddispatcher.application.outreach;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.outreach.port.MailPreviews;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.outreach.TemplateKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.template.MailTemplate;
import io.leaddispatcher.domain.template.MailVariables;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What somebody would be written by a template. Nothing is sent, and nothing sensitive is shown: a
 * template cannot name it.
 *
 * <p>The document says the lead, as a body ({@code lead}) or by its id ({@code leadId}), the {@code
 * language} when it is to be another than the lead's, and the {@code rep} who would have the lead.
 * What is left out has no value.
 */
@UseCase
public final class PreviewTemplate {

    /** Nobody in particular. */
    private static final LeadId NOBODY = new LeadId(new UUID(0, 0));

    private static final TemplateKey DRAFT = new TemplateKey("draft");

    /**
     * @param draft the template as it would be saved; null: as it is
     */
    public record Command(
            Caller caller,
            String template,
            Map<String, ?> document,
            @Nullable Map<String, ?> draft) {

        public Command(Caller caller, String template, Map<String, ?> document) {
            this(caller, template, document, null);
        }
    }

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final Leads leads;
    private final MailPreviews previews;
    private final InstantSource clock;

    public PreviewTemplate(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            Leads leads,
            MailPreviews previews,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.leads = leads;
        this.previews = previews;
        this.clock = clock;
    }

    /** Empty when there is no such template, or no such lead. */
    public Mono<Map<String, Object>> handle(Command command) {
        return Mono.defer(() -> {
            // Somebody's lead may be shown in it.
            command.caller().require(Permission.TRY_DRAFTS);
            command.caller().require(Permission.VIEW_LEADS);
            TenantId tenant = command.caller().tenant();
            return unitOfWork
                    .run(
                            tenant,
                            configurations
                                    .current(tenant)
                                    .flatMap(snapshot ->
                                            template(command, snapshot)
                                                    .map(found ->
                                                            mail(
                                                                    tenant,
                                                                    snapshot,
                                                                    found,
                                                                    command.document()))
                                                    .orElseGet(Mono::empty)))
                    .map(previews::preview);
        });
    }

    private static Optional<MailTemplate> template(Command command, Snapshot snapshot) {
        var draft = command.draft();
        return draft == null ? stored(command, snapshot) : Optional.of(read(draft, snapshot));
    }

    private static MailTemplate read(Map<String, ?> draft, Snapshot snapshot) {
        Violations violations = new Violations();
        Optional<MailTemplate> template =
                MailTemplate.read(
                        DRAFT,
                        Part.root(draft, violations),
                        new MailVariables(snapshot.configuration().fields()));
        if (!violations.isEmpty() || template.isEmpty()) {
            throw new InvalidInputException(violations.list());
        }
        return template.get();
    }

    private static Optional<MailTemplate> stored(Command command, Snapshot snapshot) {
        return Optional.of(command.template())
                .filter(Key::isValid)
                .flatMap(key ->
                        Optional.ofNullable(
                                snapshot.outreach().templates().get(new TemplateKey(key))));
    }

    private Mono<LeadMail> mail(
            TenantId tenant, Snapshot snapshot, MailTemplate template, Map<String, ?> sent) {
        Violations violations = new Violations();
        Part document = Part.root(sent, violations);
        Optional<Part> body = document.property("lead");
        Optional<UUID> id =
                document.property("leadId")
                        .flatMap(part -> part.parsed("must be a UUID", UUID::fromString));
        @Nullable String language = document.text("language").orElse(null);
        @Nullable Rep rep =
                document.property("rep").flatMap(part -> rep(part, snapshot)).orElse(null);
        if (body.isPresent() && id.isPresent()) {
            document.violation(
                    Violation.Code.CONFLICT, "must have at most one of 'lead' and 'leadId'");
        }
        Instant now = clock.instant();
        Lead sample =
                body.flatMap(part -> snapshot.reader().read(part))
                        .map(read -> read.toLead(NOBODY, now))
                        .orElseGet(() ->
                                new Lead(NOBODY, null, LeadKind.LEAD, now, Map.of(), List.of()));
        document.refuseUnknown();
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations.list());
        }
        MailWriter writer = new MailWriter(snapshot);
        Mono<Lead> lead =
                id.map(known ->
                                leads.find(tenant, Set.of(new LeadId(known)), snapshot::customType)
                                        .next()
                                        .map(LeadFile::lead))
                        .orElseGet(() -> Mono.just(sample));
        return lead.map(found -> writer.sample(found, template, language, rep));
    }

    private static Optional<Rep> rep(Part part, Snapshot snapshot) {
        return part.parsed(Key.ALLOWED, RepKey::new)
                .flatMap(key -> {
                    Optional<Rep> found = snapshot.configuration().roster().rep(key);
                    if (found.isEmpty()) {
                        part.violation(
                                Violation.Code.UNKNOWN_REFERENCE,
                                "there is no rep '%s'".formatted(key));
                    }
                    return found;
                });
    }
}
