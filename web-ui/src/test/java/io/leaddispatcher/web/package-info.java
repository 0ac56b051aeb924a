/** What holds for every page. */
@NullMarked
package io.leaddispatcher.web;

import org.jspecify.annotations.NullMarked;
