package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.workspacefile.ExportWorkspace;
import io.leaddispatcher.application.workspacefile.ImportWorkspace;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Report;
import io.leaddispatcher.application.workspacefile.port.FileFormat;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.upload.Upload;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A workspace's configuration as a file: to be taken along, and to be brought. */
@Controller
final class WorkspaceFilePage {

    private static final String PATH = "/settings/workspace-file";
    private static final MediaType YAML =
            MediaType.parseMediaType("application/yaml;charset=UTF-8");

    private final ExportWorkspace exportWorkspace;
    private final ImportWorkspace importWorkspace;
    private final FileFormat format;
    private final Wording wording;

    WorkspaceFilePage(
            ExportWorkspace exportWorkspace,
            ImportWorkspace importWorkspace,
            FileFormat format,
            Wording wording) {
        this.exportWorkspace = exportWorkspace;
        this.importWorkspace = importWorkspace;
        this.format = format;
        this.wording = wording;
    }

    @GetMapping(PATH)
    Rendering show(@AuthenticationPrincipal SignedIn who) {
        who.caller().require(Permission.ADMINISTER);
        return page().build();
    }

    @GetMapping(PATH + "/download")
    Mono<ResponseEntity<String>> download(@AuthenticationPrincipal SignedIn who) {
        who.caller().require(Permission.ADMINISTER);
        return exportWorkspace
                .handle(who.caller())
                .map(document ->
                        ResponseEntity.ok()
                                .contentType(YAML)
                                .header(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        "attachment; filename=\"workspace.yaml\"")
                                .body(format.write(document)));
    }

    /** Tells what the file would change, and changes nothing. */
    @PostMapping(PATH + "/check")
    Mono<Rendering> check(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        who.caller().require(Permission.ADMINISTER);
        return Upload.chosen(exchange)
                .flatMap(upload -> run(who, upload, null, locale))
                .onErrorResume(
                        InvalidInputException.class, refused -> Mono.just(wrong(refused, locale)));
    }

    /** Takes in the file that was looked at, if it still changes what was shown. */
    @PostMapping(PATH + "/import")
    Mono<Rendering> take(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        who.caller().require(Permission.ADMINISTER);
        return Upload.lookedAt(exchange)
                .flatMap(upload -> run(who, upload, upload.seen(), locale))
                .onErrorResume(
                        InvalidInputException.class, refused -> Mono.just(wrong(refused, locale)));
    }

    /**
     * @param seen what the reader has agreed to; null: the reader is to see it first
     */
    private Mono<Rendering> run(SignedIn who, Upload upload, @Nullable String seen, Locale locale) {
        return Mono.fromCallable(() -> format.read(upload.text()))
                .flatMap(file ->
                        importWorkspace.handle(
                                new ImportWorkspace.Command(
                                        who.caller(), file, seen == null, seen)))
                .map(report ->
                        report.applied()
                                ? taken(report, wording.in(locale))
                                : shown(report, upload, seen != null, wording.in(locale)));
    }

    private static Rendering taken(Report report, Words words) {
        return page().modelAttribute("taken", said(report.changes(), words))
                .modelAttribute("notes", said(report.notes(), words))
                .modelAttribute(
                        "secrets",
                        report.secrets().stream()
                                .map(made -> new FreshSecret(made.path(), made.secret().reveal()))
                                .toList())
                .build();
    }

    /** A secret that is shown this once. */
    record FreshSecret(String path, String secret) {}

    private static Rendering shown(Report report, Upload upload, boolean stale, Words words) {
        return page().modelAttribute("changes", said(report.changes(), words))
                .modelAttribute("notes", said(report.notes(), words))
                .modelAttribute("encoded", upload.encoded())
                .modelAttribute("seen", report.fingerprint())
                .modelAttribute("name", upload.name(words))
                .modelAttribute("stale", stale)
                .status(stale ? HttpStatus.CONFLICT : HttpStatus.OK)
                .build();
    }

    private static List<String> said(List<ImportWorkspace.Change> changes, Words words) {
        return changes.stream().map(each -> words.phrase(each.said())).toList();
    }

    private Rendering wrong(InvalidInputException refused, Locale locale) {
        Words words = wording.in(locale);
        return page().modelAttribute(
                        "wrong",
                        refused.violations().stream()
                                .map(each ->
                                        new Wrong(each.pointer(), words.problem(each.message())))
                                .toList())
                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                .build();
    }

    /** What is wrong with a file, and where in it; nowhere when the pointer is empty. */
    record Wrong(String path, String text) {}

    private static Rendering.Builder<?> page() {
        return Rendering.view("settings/workspace-file")
                .modelAttribute("largest", Upload.LARGEST / (1024 * 1024))
                .modelAttribute("secrets", List.of());
    }
}
