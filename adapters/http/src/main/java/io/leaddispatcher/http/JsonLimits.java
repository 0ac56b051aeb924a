package io.leaddispatcher.http;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much of what others send is read as JSON. What goes beyond is refused, and so is whatever two
 * readers could understand differently.
 *
 * @param bytes of a whole document
 * @param tokens names, values and brackets of a whole document
 * @param characters of one text
 * @param digits of one number
 */
public record JsonLimits(long bytes, long tokens, int characters, int digits) {

    /** For answers and events of a few hundred records. */
    public static final JsonLimits USUAL = new JsonLimits(4 * 1024 * 1024, 200_000, 1_000_000, 100);

    /** Objects and lists inside each other. */
    private static final int DEEPEST = 64;

    private static final int LONGEST_NAME = 1_000;

    public JsonLimits {
        if (bytes < 1 || tokens < 1 || characters < 1 || digits < 1) {
            throw new IllegalArgumentException(
                    "limits must be at least 1: %d bytes, %d tokens, %d characters, %d digits"
                            .formatted(bytes, tokens, characters, digits));
        }
    }

    /**
     * To read within these limits. A reader throws {@link tools.jackson.core.JacksonException} when
     * something is no JSON, is too much, or names something twice.
     */
    public JsonMapper.Builder mapper() {
        return JsonMapper.builder(
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(DEEPEST)
                                        .maxDocumentLength(bytes)
                                        .maxTokenCount(tokens)
                                        .maxNameLength(LONGEST_NAME)
                                        .maxStringLength(characters)
                                        .maxNumberLength(digits)
                                        .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build());
    }
}
