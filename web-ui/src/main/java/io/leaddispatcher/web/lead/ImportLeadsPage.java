package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.intake.ImportLeads;
import io.leaddispatcher.application.lead.ListLeadFields;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.lead.normal.StorableText;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.upload.CsvTable;
import io.leaddispatcher.web.upload.Upload;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import org.thymeleaf.spring6.context.webflux.ReactiveDataDriverContextVariable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A file of leads: which column is which field is looked at first; then the rows are taken in, and
 * the page grows while they are.
 */
@Controller
final class ImportLeadsPage {

    private static final Logger LOG = LoggerFactory.getLogger(ImportLeadsPage.class);

    private static final String PATH = "/leads/import";
    private static final String SOURCE = "source";
    private static final int LONGEST_SOURCE = 100;

    private final ImportLeads importLeads;
    private final ListLeadFields listFields;
    private final Wording wording;

    ImportLeadsPage(ImportLeads importLeads, ListLeadFields listFields, Wording wording) {
        this.importLeads = importLeads;
        this.listFields = listFields;
        this.wording = wording;
    }

    @GetMapping(PATH)
    Rendering show(@AuthenticationPrincipal SignedIn who) {
        who.caller().require(Permission.SUBMIT_LEADS);
        return start(List.of());
    }

    /** Shows what is in the file, and takes nothing in. */
    @PostMapping(PATH + "/check")
    Mono<Rendering> check(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        Words words = wording.in(locale);
        return inputs(who, locale)
                .flatMap(inputs ->
                        Upload.chosen(exchange)
                                .map(upload -> {
                                    CsvTable table = CsvTable.read(upload.bytes());
                                    return asked(
                                            upload,
                                            table,
                                            ImportColumns.guessed(inputs, table),
                                            inputs,
                                            words.say("lead.import.source.default"),
                                            false,
                                            words);
                                }))
                .onErrorResume(
                        InvalidInputException.class, wrong -> Mono.just(refused(wrong, words)));
    }

    @PostMapping(PATH)
    Mono<Rendering> take(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        Words words = wording.in(locale);
        return inputs(who, locale)
                .flatMap(inputs ->
                        Upload.lookedAt(exchange)
                                .zipWhen(_ -> texts(exchange))
                                .map(sent -> take(who, inputs, sent.getT1(), sent.getT2(), words)))
                .onErrorResume(
                        InvalidInputException.class, wrong -> Mono.just(refused(wrong, words)));
    }

    private static Mono<Map<String, String>> texts(ServerWebExchange exchange) {
        return exchange.getMultipartData()
                .map(sent ->
                        sent.toSingleValueMap().values().stream()
                                .filter(FormFieldPart.class::isInstance)
                                .map(FormFieldPart.class::cast)
                                .collect(
                                        Collectors.toMap(
                                                FormFieldPart::name, FormFieldPart::value)));
    }

    private Rendering take(
            SignedIn who, LeadInputs inputs, Upload upload, Map<String, String> sent, Words words) {
        CsvTable table = CsvTable.read(upload.bytes());
        ImportColumns columns = ImportColumns.chosen(inputs, table, sent);
        String source =
                StorableText.cut(StorableText.of(sent.getOrDefault(SOURCE, "")), LONGEST_SOURCE);
        if (!columns.isWhole() || source.isEmpty()) {
            return asked(upload, table, columns, inputs, source, true, words);
        }
        List<ImportLeads.Row> rows = columns.rows(source);
        String name = upload.name(words);
        return Rendering.view("lead/import-run")
                .modelAttribute("name", name)
                .modelAttribute("rows", rows.size())
                .modelAttribute("narrowed", !columns.haveSource())
                .modelAttribute(SOURCE, source)
                .modelAttribute(
                        "steps",
                        new ReactiveDataDriverContextVariable(
                                steps(
                                        new ImportLeads.Command(who.caller(), name, rows),
                                        inputs,
                                        words),
                                1))
                .build();
    }

    /** The page is under way already when something fails: it tells how far this has come. */
    private Flux<ImportStep> steps(ImportLeads.Command command, LeadInputs inputs, Words words) {
        AtomicReference<ImportStep> last = new AtomicReference<>();
        Map<Integer, Map<String, ?>> rows =
                command.rows().stream()
                        .collect(
                                Collectors.toMap(
                                        ImportLeads.Row::line,
                                        ImportLeads.Row::body,
                                        (first, _) -> first));
        return importLeads
                .handle(command)
                .map(progress -> ImportStep.of(progress, rows, inputs, words))
                .doOnNext(last::set)
                .onErrorResume(failure -> {
                    LOG.warn(
                            "An import of leads has stopped ({}).",
                            failure.getClass().getName(),
                            failure);
                    return Mono.fromSupplier(last::get).map(ImportStep::stopped);
                });
    }

    private Mono<LeadInputs> inputs(SignedIn who, Locale locale) {
        who.caller().require(Permission.SUBMIT_LEADS);
        return listFields
                .handle(who.caller())
                .map(fields ->
                        new LeadInputs(LeadInputs.ALL, fields.own(), locale, wording.in(locale)));
    }

    private static Rendering asked(
            Upload upload,
            CsvTable table,
            ImportColumns columns,
            LeadInputs inputs,
            String source,
            boolean again,
            Words words) {
        return Rendering.view("lead/import-columns")
                .modelAttribute("name", upload.name(words))
                .modelAttribute("encoded", upload.encoded())
                .modelAttribute("rows", table.rows().size())
                .modelAttribute("columns", columns.columns(words))
                .modelAttribute("groups", inputs.groups(Map.of(), null, Map.of(), Set.of()))
                .modelAttribute("nobody", !columns.namesSomebody())
                .modelAttribute(SOURCE, source)
                .modelAttribute("again", again)
                .status(again ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
                .build();
    }

    private static Rendering refused(InvalidInputException wrong, Words words) {
        return start(
                wrong.violations().stream().map(Violation::message).map(words::problem).toList());
    }

    private static Rendering start(List<String> problems) {
        return Rendering.view("lead/import")
                .modelAttribute("problems", problems)
                .modelAttribute("largest", Upload.LARGEST / (1024 * 1024))
                .status(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .build();
    }
}
