package io.leaddispatcher.adapter.rest.workspacefile;

import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.listing.QueryParameters;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.workspacefile.ExportWorkspace;
import io.leaddispatcher.application.workspacefile.ImportWorkspace;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Change;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.NewSecret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A workspace as one file. */
@RestController
@RequestMapping("/api/v1")
final class WorkspaceFileController {

    private static final MediaType YAML =
            MediaType.parseMediaType("application/yaml;charset=UTF-8");

    private final ExportWorkspace exportWorkspace;
    private final ImportWorkspace importWorkspace;
    private final RequestBodies bodies;

    WorkspaceFileController(
            ExportWorkspace exportWorkspace,
            ImportWorkspace importWorkspace,
            RequestBodies bodies) {
        this.exportWorkspace = exportWorkspace;
        this.importWorkspace = importWorkspace;
        this.bodies = bodies;
    }

    @GetMapping("/export")
    Mono<ResponseEntity<String>> export(Caller caller) {
        return exportWorkspace
                .handle(caller)
                .map(document ->
                        ResponseEntity.ok()
                                .contentType(YAML)
                                .header(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        "attachment; filename=\"workspace.yaml\"")
                                .body(WorkspaceYaml.of(document)));
    }

    @PostMapping("/import")
    Mono<Map<String, Object>> take(Caller caller, ServerHttpRequest request) {
        boolean dryRun =
                "true".equals(QueryParameters.oneOf(request, "dryRun", List.of("true", "false")));
        return bodies.object(request)
                .flatMap(file ->
                        importWorkspace.handle(new ImportWorkspace.Command(caller, file, dryRun)))
                .map(report -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("dryRun", dryRun);
                    shown.put("changes", shown(report.changes()));
                    if (!report.notes().isEmpty()) {
                        shown.put("notes", shown(report.notes()));
                    }
                    if (!report.secrets().isEmpty()) {
                        shown.put("webhookSecrets", secrets(report.secrets()));
                    }
                    return shown;
                });
    }

    private static List<Map<String, String>> secrets(List<NewSecret> secrets) {
        return secrets.stream()
                .map(made ->
                        Map.of(
                                "path", made.path(),
                                "id", made.id(),
                                "secret", made.secret().reveal()))
                .toList();
    }

    private static List<Map<String, String>> shown(List<Change> changes) {
        return changes.stream()
                .map(change -> Map.of("path", change.path(), "text", change.text()))
                .toList();
    }
}
