package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.slack.ShowSlackManifest;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import reactor.core.publisher.Mono;

/** The file from which Slack makes the app. */
@Controller
final class SlackManifestDownload {

    private final ShowSlackManifest showManifest;

    SlackManifestDownload(ShowSlackManifest showManifest) {
        this.showManifest = showManifest;
    }

    @GetMapping("/connections/slack/manifest")
    Mono<ResponseEntity<String>> download(@AuthenticationPrincipal SignedIn who) {
        return showManifest
                .handle(who.caller())
                .map(yaml ->
                        ResponseEntity.ok()
                                .contentType(MediaType.APPLICATION_YAML)
                                .header(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        ContentDisposition.attachment()
                                                .filename("slack-app.yaml")
                                                .build()
                                                .toString())
                                .body(yaml));
    }
}
