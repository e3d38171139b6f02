package org.fedmas.inputs;

import org.fedmas.inputs.download.DownloadSettings;
import org.fedmas.inputs.download.FreeSpace;

/**
 * How inputs are fetched.
 *
 * @param files how many at once
 * @param keepArchives whether an archive stays beside the folder that it became
 * @param download how patient each download is
 * @param space what the disk has room for
 */
public record FetchOptions(
    int files, boolean keepArchives, DownloadSettings download, FreeSpace space) {}
