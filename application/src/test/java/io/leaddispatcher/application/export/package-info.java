/** What a spreadsheet makes of them. */
@NullMarked
package io.leaddispatcher.application.export;

import org.jspecify.annotations.NullMarked;
