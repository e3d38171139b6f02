package org.fedmas.inputs;

import org.fedmas.inputs.download.DownloadSettings;
import org.fedmas.inputs.download.FreeSpace;

/**
 * Options of a fetch.
 *
 * @param files number of files downloaded in parallel
 * @param keepArchives whether an archive stays after it is unpacked
 */
public record FetchOptions(
    int files, boolean keepArchives, DownloadSettings download, FreeSpace space) {}
