/** What adapters have in common that take webhooks, read what others say, or call them. */
@NullMarked
package io.leaddispatcher.http;

import org.jspecify.annotations.NullMarked;
