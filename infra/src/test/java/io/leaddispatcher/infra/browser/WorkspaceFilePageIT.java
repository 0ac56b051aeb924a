package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A workspace's configuration leaves as a file, and comes from one. */
@ExtendWith(InBrowser.class)
class WorkspaceFilePageIT {

    private static final String FILE =
            """
            schema: lead-dispatcher/workspace/v1
            teams:
              brought: {name: %s}
            webhookSubscriptions:
            - {url: "https://8.8.8.8/brought", events: [lead.routed], active: false}
            """;

    private final DemoProgram program;
    private final Chromium chromium;

    WorkspaceFilePageIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void itIsTakenAlong() throws IOException {
        try (var owner = chromium.visitor(program, program.owner(), Screen.PHONE_LIGHT)) {
            owner.open("/settings");
            owner.find("tab-workspace-file").click();
            var file = owner.page().waitForDownload(() -> owner.find("download").click());

            assertThat(file.suggestedFilename()).isEqualTo("workspace.yaml");
            assertThat(Files.readString(file.path()))
                    .startsWith("schema: lead-dispatcher/workspace/v1\n")
                    .contains("\"mia\"");
        }
    }

    @Test
    void whatIsWrongWithAFileIsToldWithItsPlaceAndChangesNothing() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            bring(
                    owner,
                    """
                    schema: lead-dispatcher/workspace/v1
                    teams:
                      broken: {name: Broken, members: [nobody-at-all]}
                    """);
            assertThat(owner.find("file-problem")).containsText("/teams/broken/members/0");
            assertThat(owner.find("preview")).hasCount(0);

            bring(owner, "Dear all,\n\there: is {a letter");
            assertThat(owner.find("file-problem")).containsText("no export of a workspace");

            bring(owner, "schema: [");
            assertThat(owner.find("file-problem")).containsText("line");

            bring(owner, "# " + "x".repeat(1_048_576));
            assertThat(owner.find("file-problem")).containsText("larger than 1 MB");
            bring(owner, "# " + "x".repeat(3 * 1_048_576));
            assertThat(owner.page().locator("h1")).hasText("This is too large");
            assertThat(owner.open("/teams/broken").status()).isEqualTo(404);
        }
    }

    @Test
    void aFileShowsWhatItChangesAndThenChangesJustThat() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT);
                var colleague = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            bring(owner, FILE.formatted("Brought"));
            assertThat(owner.find("preview-change")).hasCount(2);
            assertThat(owner.find("preview-change").first()).hasText("Team 'brought' added");
            assertThat(colleague.open("/teams/brought").status()).isEqualTo(404);

            owner.find("import").click();
            assertThat(owner.find("taken-change")).hasCount(2);
            assertThat(owner.find("fresh-secret")).hasValue(Pattern.compile("whsec_.+"));
            assertThat(colleague.open("/teams/brought").status()).isEqualTo(200);
            bring(owner, FILE.formatted("Brought"));
            assertThat(owner.find("preview")).isVisible();
            assertThat(owner.find("import")).hasCount(0);

            // Both look at the same file; it is there when the second one takes it in.
            bring(owner, FILE.formatted("Brought anew"));
            bring(colleague, FILE.formatted("Brought anew"));
            colleague.find("import").click();
            assertThat(colleague.find("taken")).isVisible();
            owner.find("import").click();
            assertThat(owner.find("stale")).isVisible();
            assertThat(owner.find("taken")).hasCount(0);

            owner.open("/teams/brought/delete");
            owner.find("confirm-delete").click();
        }
    }

    private static void bring(Visitor who, String yaml) {
        who.open("/settings/workspace-file");
        who.find("file")
                .setInputFiles(
                        new FilePayload(
                                "workspace.yaml",
                                "application/yaml",
                                yaml.getBytes(StandardCharsets.UTF_8)));
        who.find("check-file").click();
    }
}
