package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.crm.LeadSources.Found;
import io.leaddispatcher.application.crm.LeadSources.Source;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmFields.CrmField;
import io.leaddispatcher.application.crm.port.CrmFields.Subject;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.LeadReader;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Shows from where in a CRM each field of a lead is read, whether its type fits, and, for a record
 * that somebody names, what would come of it.
 */
@UseCase
public final class ShowCrmMapping {

    /** What a lead carries; the rest is worked out here. */
    private static final Set<String> SECTIONS = Set.of("contact", "company", "lead", "custom");

    private static final String EXTERNAL_IDS = "company.externalIds";

    private final ConnectionDirectory connections;
    private final Crms crms;
    private final RoutingConfigurations configurations;
    private final UnitOfWork unitOfWork;

    public ShowCrmMapping(
            ConnectionDirectory connections,
            Crms crms,
            RoutingConfigurations configurations,
            UnitOfWork unitOfWork) {
        this.connections = connections;
        this.crms = crms;
        this.configurations = configurations;
        this.unitOfWork = unitOfWork;
    }

    /**
     * @param record the CRM's id of a record to try it on; null for none
     */
    public record Query(Caller caller, ConnectionKey key, @Nullable String record) {}

    /**
     * A field of ours.
     *
     * @param name as the workspace calls it; null for one that nobody has named
     * @param usual from where it is read without anybody saying so; null for nowhere
     * @param mapped what somebody has said; null when nobody has
     * @param there the field of the CRM that counts; null where the CRM has none of that name
     * @param from the property that the tried value stands in; null when there is none
     * @param ofCompany whether it is the record's company that has it
     * @param raw what the tried record, or its company, has; null when neither has anything, or
     *     none was tried
     * @param read what comes of that; null when nothing does
     */
    public record Line(
            String path,
            FieldType type,
            @Nullable String name,
            boolean sensitive,
            @Nullable String usual,
            @Nullable String mapped,
            @Nullable CrmField there,
            FieldFit fit,
            @Nullable String from,
            boolean ofCompany,
            @Nullable String raw,
            @Nullable String read) {}

    /** What came of trying a record. */
    public enum Tried {
        NOT,
        FOUND,
        NO_SUCH_RECORD
    }

    /**
     * @param takesMappings whether the CRM's fields can be chosen
     * @param theirs the fields of records and companies there, by label
     * @param problem why the CRM did not say; null when it did
     */
    public record View(
            boolean takesMappings,
            List<Line> lines,
            List<CrmField> theirs,
            Tried tried,
            @Nullable String problem) {
        public View {
            lines = List.copyOf(lines);
            theirs = List.copyOf(theirs);
        }
    }

    private record Known(
            ConnectionAccess connection, Crm crm, FieldCatalogue fields, LeadReader reader) {

        LeadSources sources() {
            return new LeadSources(crm.fields(), fields.mappedFrom(connection.key().value()));
        }

        RecordTrial trial() {
            return new RecordTrial(connection, crm, sources(), fields, reader);
        }
    }

    /** What the CRM has said of its fields: each by its name. */
    private record Described(Map<String, CrmField> ofRecords, Map<String, CrmField> ofCompanies) {

        static final Described NOTHING = new Described(Map.of(), Map.of());

        @Nullable CrmField find(String name, Subject subject) {
            CrmField ofRecord = ofRecords.get(name);
            CrmField ofCompany = ofCompanies.get(name);
            return switch (subject) {
                case RECORD -> ofRecord == null ? ofCompany : ofRecord;
                case ACCOUNT -> ofCompany == null ? ofRecord : ofCompany;
            };
        }

        List<CrmField> all() {
            Map<String, CrmField> all = new LinkedHashMap<>(ofCompanies);
            all.putAll(ofRecords);
            return all.values().stream().sorted(Comparator.comparing(CrmField::label)).toList();
        }
    }

    /**
     * What the CRM has said.
     *
     * @param found what stands in the record that was asked for, by path; null when none was asked
     *     for, or there is none
     */
    private record Said(
            Described fields, @Nullable Map<String, Found> found, @Nullable String problem) {}

    /** Empty when there is no such connection to a CRM, or it is off. */
    public Mono<View> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.CONNECT);
            TenantId tenant = query.caller().tenant();
            return unitOfWork
                    .run(tenant, known(tenant, query.key()))
                    .flatMap(known -> said(tenant, known, query).map(s -> view(known, s, query)));
        });
    }

    private Mono<Known> known(TenantId tenant, ConnectionKey key) {
        return connections
                .find(tenant, key)
                .flatMap(connection ->
                        Mono.justOrEmpty(crms.of(connection))
                                .flatMap(crm ->
                                        configurations
                                                .current(tenant)
                                                .map(snapshot ->
                                                        new Known(
                                                                connection,
                                                                crm,
                                                                snapshot.configuration().fields(),
                                                                snapshot.reader()))));
    }

    private static Mono<Said> said(TenantId tenant, Known known, Query query) {
        return described(tenant, known, Subject.RECORD)
                .zipWhen(_ -> described(tenant, known, Subject.ACCOUNT), Described::new)
                .flatMap(fields ->
                        known.trial()
                                .found(tenant, query.record())
                                .map(found -> new Said(fields, found, null))
                                .defaultIfEmpty(new Said(fields, null, null)))
                .onErrorResume(
                        CrmRefusedException.class,
                        refused -> Mono.just(new Said(Described.NOTHING, null, refused.words())));
    }

    private static Mono<Map<String, CrmField>> described(
            TenantId tenant, Known known, Subject subject) {
        return known.crm()
                .fields()
                .describe(tenant, known.connection(), subject)
                .collect(LinkedHashMap::new, (all, field) -> all.putIfAbsent(field.name(), field));
    }

    private static View view(Known known, Said said, Query query) {
        LeadSources sources = known.sources();
        Map<String, FieldValue> read = known.trial().read(said.found(), query.record());
        List<Line> lines = new ArrayList<>();
        for (String path : known.fields().paths()) {
            if (SECTIONS.contains(path.substring(0, Math.max(0, path.indexOf('.'))))
                    && !path.startsWith(EXTERNAL_IDS)) {
                lines.add(line(path, known.fields(), sources, said, read.get(path)));
            }
        }
        Tried tried = said.found() == null ? Tried.NO_SUCH_RECORD : Tried.FOUND;
        return new View(
                known.crm().fields().takesMappings(),
                lines,
                said.fields().all(),
                query.record() == null || said.problem() != null ? Tried.NOT : tried,
                said.problem());
    }

    private static Line line(
            String path,
            FieldCatalogue fields,
            LeadSources sources,
            Said said,
            @Nullable FieldValue read) {
        FieldType type = fields.typeOf(path).orElse(FieldType.TEXT);
        String mapped = sources.mapped(path);
        Found found = said.found() == null ? null : said.found().get(path);
        Source usual = sources.usual(path);
        Source source = mapped == null ? usual : new Source(mapped, Subject.RECORD);
        if (found != null && (mapped == null || mapped.equals(found.property()))) {
            source = new Source(found.property(), found.subject());
        }
        CrmField there =
                source == null ? null : said.fields().find(source.property(), source.subject());
        return new Line(
                path,
                type,
                fields.definition(path).map(FieldDefinition::name).orElse(null),
                fields.isSensitive(path),
                usual == null ? null : usual.property(),
                mapped,
                there,
                there == null ? FieldFit.UNKNOWN : FieldFit.of(type, there),
                found == null ? null : found.property(),
                found != null && found.subject() == Subject.ACCOUNT,
                found == null ? null : found.value(),
                found == null || read == null ? null : read.plain().toString());
    }
}
