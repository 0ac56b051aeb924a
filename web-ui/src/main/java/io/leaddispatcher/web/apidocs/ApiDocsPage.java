package io.leaddispatcher.web.apidocs;

import com.google.common.base.Suppliers;
import io.leaddispatcher.application.apidescription.port.ApiDescription;
import io.leaddispatcher.web.apidocs.ApiDocsView.Group;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;

/** What the API can do: by area, to search, with a call to try for each operation. */
@Controller
final class ApiDocsPage {

    /** The same for everybody; it takes a moment to read, so it is read once. */
    private final Supplier<List<Group>> groups;

    ApiDocsPage(
            ApiDescription description,
            @Value("${dispatcher.public-url:http://localhost:8080}") URI publicUrl) {
        this.groups =
                Suppliers.memoize(() ->
                        new ApiDocsReader(description.document(), publicUrl.toString()).groups());
    }

    @GetMapping("/docs")
    Rendering show(@RequestParam(defaultValue = "") String q) {
        return Rendering.view("apidocs/apidocs")
                .modelAttribute("page", new ApiDocsView(q, ApiDocsReader.holding(groups.get(), q)))
                .build();
    }
}
