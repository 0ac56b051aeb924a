package io.leaddispatcher.web.me;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What a browser needs to know to put the page on a home screen, under the type that it expects.
 */
@Controller
final class ManifestFile {

    private static final MediaType MANIFEST = new MediaType("application", "manifest+json");

    @GetMapping("/manifest.webmanifest")
    ResponseEntity<Resource> manifest() {
        return ResponseEntity.ok()
                .contentType(MANIFEST)
                .body(new ClassPathResource("static/manifest.webmanifest"));
    }
}
