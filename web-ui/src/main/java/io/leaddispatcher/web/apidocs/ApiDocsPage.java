package io.leaddispatcher.web.apidocs;

import io.leaddispatcher.application.apidescription.port.ApiDescription;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;

/** What the API can do: by area, to search, with a call to try for each operation. */
@Controller
final class ApiDocsPage {

    private final ApiDescription description;
    private final URI publicUrl;

    ApiDocsPage(
            ApiDescription description,
            @Value("${dispatcher.public-url:http://localhost:8080}") URI publicUrl) {
        this.description = description;
        this.publicUrl = publicUrl;
    }

    @GetMapping("/docs")
    Rendering show(@RequestParam(defaultValue = "") String q) {
        return Rendering.view("apidocs/apidocs")
                .modelAttribute(
                        "page",
                        new ApiDocsReader(description.document(), publicUrl.toString()).read(q))
                .build();
    }
}
