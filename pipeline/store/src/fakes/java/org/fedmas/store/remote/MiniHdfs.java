package org.fedmas.store.remote;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.server.namenode.NameNodeRpcServer;

/** A real HDFS of one name node and one data node in this process. */
public final class MiniHdfs implements AutoCloseable {

  private final MiniDFSCluster cluster;

  private MiniHdfs(MiniDFSCluster cluster) {
    this.cluster = cluster;
  }

  /** Starts an HDFS whose disks are in the given folder. */
  public static MiniHdfs start(Path folder) throws IOException {
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    MiniDFSCluster cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
    cluster.waitActive();
    return new MiniHdfs(cluster);
  }

  /** Returns the address of a folder in this HDFS. */
  public String address(String folder) {
    return "hdfs://localhost:" + cluster.getNameNodePort() + "/" + folder;
  }

  /** Returns the number of requests that the name node has answered. */
  public long requests() {
    NameNodeRpcServer server = (NameNodeRpcServer) cluster.getNameNodeRpc();
    return server.getClientRpcServer().getTotalRequests();
  }

  @Override
  public void close() {
    cluster.shutdown(true);
  }
}
