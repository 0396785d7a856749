namespace Audio2Face.Modkit.Meshes.Assimp;

/// <summary>
/// Offsets in bytes of what is read of Assimp's structures on 64-bit systems, checked with a C program against the headers of Assimp 5.2
/// (aiScene, aiNode, aiMesh, aiFace, aiAnimMesh, aiString in assimp/scene.h, mesh.h, types.h) and at every start by <see cref="LayoutGuard"/>.
/// </summary>
internal static class AssimpLayout
{
    public const int SceneRootNode = 8, SceneMeshCount = 16, SceneMeshes = 24;
    public const int NodeTransformation = 1028, NodeChildCount = 1104, NodeChildren = 1112, NodeMeshCount = 1120, NodeMeshes = 1128;
    public const int MeshVertexCount = 4, MeshFaceCount = 8, MeshVertices = 16, MeshFaces = 208, MeshName = 236, MeshMorphCount = 1264, MeshMorphs = 1272;
    public const int FaceIndexCount = 0, FaceIndices = 8, FaceBytes = 16;

    /// <summary>Morphs hold places, not deltas.</summary>
    public const int MorphName = 0, MorphVertices = 1032, MorphVertexCount = 1192;

    public const int StringLength = 0, StringText = 4, StringMostBytes = 1024;
}
