package io.leaddispatcher.adapter.rest.schema;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The schemas with which an editor completes and checks a file. They hold nothing of any workspace,
 * so anybody may ask.
 */
@RestController
final class SchemaController {

    private static final MediaType SCHEMA_JSON = MediaType.valueOf("application/schema+json");

    private final Map<String, SchemaFile> files = new HashMap<>();

    SchemaController() {
        for (String name : SchemaFile.NAMES) {
            files.put(name, SchemaFile.read(name));
        }
    }

    @GetMapping("/schemas/{name}")
    ResponseEntity<byte[]> show(@PathVariable("name") String name) {
        SchemaFile file = files.get(name);
        if (file == null) {
            throw ProblemException.notFound();
        }
        return ResponseEntity.ok()
                .contentType(SCHEMA_JSON)
                .eTag(file.tag())
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(file.content());
    }
}
